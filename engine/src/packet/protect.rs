//! A password on a finished PDF.
//! How the PDF came about is not known here.

use crate::error::{Error, Result};
use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};
use std::collections::BTreeMap;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Longest password the format takes, in bytes of UTF-8 (ISO 32000-2, 7.6.4.3.3).
const LONGEST: usize = 127;

/// Encrypts a PDF with AES-256 (ISO 32000-2, security handler revision 6) so that it opens with `password` only.
///
/// Each call draws a fresh key, so the bytes differ from call to call. Whoever opens the file may print,
/// copy and change it: the password keeps others out, it does not bind the reader.
///
/// # Errors
/// `invalid { field: "password" }` when it is empty or too long.
pub fn protect(pdf: &[u8], password: &str) -> Result<Vec<u8>> {
    if password.is_empty() {
        return Err(Error::invalid("password", "Type a password, or save the file without one."));
    }
    if password.len() > LONGEST {
        return Err(Error::invalid("password", "Use a shorter password: PDF files take at most 127 letters."));
    }
    let mut document = Document::load_mem(pdf).map_err(|_| Error::damaged("packet"))?;
    let mut key = Zeroizing::new([0_u8; 32]);
    getrandom::fill(key.as_mut()).map_err(|_| Error::internal("randomness"))?;
    // SECURITY: nobody knows the owner password; with a guessable one the file would open without the user's.
    let mut owner = Zeroizing::new([0_u8; 24]);
    getrandom::fill(owner.as_mut()).map_err(|_| Error::internal("randomness"))?;
    let owner = Zeroizing::new(owner.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")));
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let state = EncryptionState::try_from(EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: key.as_ref(),
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: &owner,
        user_password: password,
        permissions: Permissions::all(),
    })
    .map_err(|_| Error::invalid("password", "Use letters, digits and spaces that a PDF reader can type."))?;
    document.encrypt(&state).map_err(|_| Error::internal("encrypt packet"))?;
    let mut out = Vec::with_capacity(pdf.len());
    document.save_to(&mut out).map_err(|_| Error::internal("write packet"))?;
    Ok(out)
}
