//! Passphrases: the secret itself, how good it is, and six words to offer instead.
//! Not here: what a passphrase opens (`slots.rs`) or what guessing it costs (`kdf.rs`).

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::keys::make_random;
use crate::{Error, Result};

/// Fewer characters than this are refused for a new passphrase.
const FEWEST_CHARACTERS: usize = 12;
/// More bytes than this are refused for a new passphrase.
const MOST_BYTES: usize = 1 << 20;
/// The zxcvbn step (0 to 4) a new passphrase must reach: 10^8 guesses or more.
const LEAST_STEP: u8 = 3;

/// A passphrase as typed: wiped when dropped, never printed.
pub struct Passphrase(SecretString);

/// How good a passphrase is, for the meter beside the field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Strength {
    /// 0 to 4, as zxcvbn counts.
    pub step: u8,
    /// The step in a plain word or two.
    pub word: &'static str,
    /// Whether it may become a vault's passphrase.
    pub good_enough: bool,
    /// What would make it better; empty when nothing is needed.
    pub advice: &'static str,
}

impl Passphrase {
    /// Takes the text as typed; nothing is refused here, a wrong one simply opens nothing.
    pub fn new(text: String) -> Self {
        Self(text.into())
    }

    /// How good it is. `known` are words a guesser would try first, such as the vault's label.
    pub fn judge(&self, known: &[&str]) -> Strength {
        let text = self.0.expose_secret();
        let step = u8::from(zxcvbn::zxcvbn(text, known).score());
        let long_enough = text.chars().count() >= FEWEST_CHARACTERS;
        let good_enough = long_enough && step >= LEAST_STEP && text.len() <= MOST_BYTES;
        let word = match step {
            _ if text.is_empty() => "Nothing yet",
            0 => "Guessed at once",
            1 => "Guessed in minutes",
            2 => "Guessed with some effort",
            3 => "Hard to guess",
            _ => "Very hard to guess",
        };
        let advice = if good_enough {
            ""
        } else if text.len() > MOST_BYTES {
            "Use at most one mebibyte of text."
        } else if !long_enough {
            "Use at least 12 characters; a few words in a row are easiest to remember."
        } else {
            "Add another word or two that nobody would expect there."
        };
        Strength { step, word, good_enough, advice }
    }

    /// Refuses a passphrase that is not good enough for a new vault.
    pub(super) fn require_good(&self, known: &[&str]) -> Result<()> {
        let strength = self.judge(known);
        if strength.good_enough {
            return Ok(());
        }
        Err(Error::invalid("passphrase", strength.advice))
    }

    /// Six words drawn from the 2048 English words of BIP 39, with spaces between them.
    ///
    /// Each word is 11 bits, so this is 66 bits of entropy, whatever the guesser knows of us.
    pub fn suggest() -> Result<Zeroizing<String>> {
        let words = bip39::Language::English.word_list();
        let mut random = Zeroizing::new([0_u8; 12]);
        make_random(random.as_mut_slice())?;
        let mut phrase = Zeroizing::new(String::with_capacity(6 * 9));
        for pair in random.chunks_exact(2) {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            // 2048 divides 65536: every word is equally likely.
            let number = usize::from(u16::from_le_bytes([pair[0], pair[1]])) % words.len();
            phrase.push_str(words[number]);
        }
        Ok(phrase)
    }

    /// The NFKC form: the same passphrase typed on two systems gives the same bytes.
    pub(super) fn normal(&self) -> Zeroizing<String> {
        let text = self.0.expose_secret();
        let bytes = text.nfkc().map(char::len_utf8).sum();
        // Room for all of it from the start: a string that grows leaves copies behind.
        let mut normal = Zeroizing::new(String::with_capacity(bytes));
        normal.extend(text.nfkc());
        normal
    }
}

impl From<Zeroizing<String>> for Passphrase {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text.as_str().into())
    }
}
