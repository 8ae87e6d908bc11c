//! The recovery key: the root key as 24 words on paper (BIP 39 encoding, checksum included).
//! Not here: opening with it (`open.rs`), or bringing back a vault without a header (`rescue.rs`).

use bip39::{Language, Mnemonic};
use zeroize::Zeroizing;

use super::keys::RootKey;
use crate::{Error, Result};

/// How many words a recovery key has.
const WORDS: usize = 24;

/// The 24 words that open a vault without its passphrase; wiped when dropped, never printed.
pub struct RecoveryWords(Mnemonic);

impl RecoveryWords {
    pub(super) fn of(root_key: &RootKey) -> Result<Self> {
        Mnemonic::from_entropy_in(Language::English, root_key.expose())
            .map(Self)
            .map_err(|_| Error::internal("recovery words"))
    }

    /// Reads words as typed or pasted: any case, numbered or not, any space or comma between.
    ///
    /// `invalid` names the first word that is not in the list by its number (1 to 24), a wrong
    /// count, or says that the words do not belong together. The words are never repeated.
    pub fn parse(text: &str) -> Result<Self> {
        let mut words = Zeroizing::new(String::with_capacity(text.len()));
        let mut count = 0;
        for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|w| !w.is_empty()) {
            count += 1;
            let word = Zeroizing::new(word.to_lowercase());
            if count <= WORDS && Language::English.find_word(&word).is_none() {
                return Err(invalid(format!(
                    "Word {count} is not one of the words used in recovery keys. Check its spelling."
                )));
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&word);
        }
        if count != WORDS {
            return Err(invalid(format!("A recovery key has 24 words; this has {count}.")));
        }
        Mnemonic::parse_in_normalized(Language::English, &words).map(Self).map_err(|_| {
            invalid(
                "All 24 words exist, but they do not belong together: one is wrong, or two have \
                 changed places."
                    .to_owned(),
            )
        })
    }

    /// The words in order.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.words()
    }

    /// All words with one space between: for printing, or the code beside them.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(WORDS * 9));
        for word in self.0.words() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        text
    }

    /// Whether `word` is word `number` (1 to 24): for asking for two of them after writing down.
    pub fn has(&self, number: usize, word: &str) -> bool {
        let at = number.checked_sub(1).and_then(|index| self.0.words().nth(index));
        at.is_some_and(|own| own == word.trim().to_lowercase())
    }

    pub(super) fn root_key(&self) -> Result<RootKey> {
        let entropy = Zeroizing::new(self.0.to_entropy());
        RootKey::from_slice(&entropy)
    }
}

fn invalid(reason: String) -> Error {
    Error::invalid("recovery_key", reason)
}
