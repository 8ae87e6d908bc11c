//! The way into a vault: which folder, with which secret, at what time.
//! Secrets come from files or are asked for without echo; never from an argument.

use crate::Common;
use crate::words::Failure;
use engine::vault::{Now, Passphrase, RecoveryWords, Unlock, Vault};
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Largest secret file, in bytes.
const LARGEST_SECRET: u64 = 64 * 1024;

/// Where the vault is and how it opens.
pub struct Door {
    vault: Option<PathBuf>,
    passphrase_file: Option<PathBuf>,
    recovery_key_file: Option<PathBuf>,
    /// The time it is taken to be.
    pub now: Now,
}

impl Door {
    /// From the command line and the environment.
    pub fn new(common: Common, now: Now) -> Result<Self, Failure> {
        let Common { vault, mut passphrase_file, recovery_key_file, .. } = common;
        if passphrase_file.is_none() && recovery_key_file.is_none() {
            passphrase_file = std::env::var_os("RAPPORT_PASSPHRASE_FILE").map(PathBuf::from);
        }
        Ok(Self { vault, passphrase_file, recovery_key_file, now })
    }

    /// The vault's folder.
    pub fn dir(&self) -> Result<&Path, Failure> {
        self.vault.as_deref().ok_or_else(|| Failure::usage("Say which vault: --vault DIR, or RAPPORT_VAULT."))
    }

    /// What was given to open it.
    pub fn unlock(&self) -> Result<Unlock, Failure> {
        match &self.recovery_key_file {
            Some(file) => Ok(Unlock::Recovery(RecoveryWords::parse(&secret(file)?)?)),
            None => Ok(Unlock::Passphrase(self.passphrase()?)),
        }
    }

    /// Opens the vault.
    pub fn open(&self) -> Result<Vault, Failure> {
        let dir = self.dir()?;
        Ok(Vault::open(dir, &self.unlock()?, self.now)?)
    }

    /// The passphrase, asked for when no file was given.
    pub fn passphrase(&self) -> Result<Passphrase, Failure> {
        match &self.passphrase_file {
            Some(file) => Ok(Passphrase::from(secret(file)?)),
            None => ask("Passphrase: ").map(Passphrase::from),
        }
    }

    /// A passphrase for a new vault, asked for twice when no file was given.
    pub fn new_passphrase(&self) -> Result<Passphrase, Failure> {
        match &self.passphrase_file {
            Some(file) => Ok(Passphrase::from(secret(file)?)),
            None => ask_twice(),
        }
    }

    /// Whether a recovery key was given.
    pub fn by_recovery_key(&self) -> bool {
        self.recovery_key_file.is_some()
    }
}

/// A file's text without its one trailing line end.
pub fn secret(file: &Path) -> Result<Zeroizing<String>, Failure> {
    let unreadable = || Failure::invalid("The secret's file cannot be read; check its name and rights.");
    let size = fs::metadata(file).map_err(|_| unreadable())?.len();
    if size > LARGEST_SECRET {
        return Err(Failure::invalid("The secret's file is too large to be one; check its name."));
    }
    let text = fs::read(file).map_err(|_| unreadable())?;
    let text = String::from_utf8(text)
        .map_err(|_| Failure::invalid("The secret's file is not UTF-8; save it again as UTF-8."));
    let text = Zeroizing::new(text?);
    let line = text.strip_suffix("\r\n").or_else(|| text.strip_suffix('\n')).unwrap_or(&text);
    Ok(Zeroizing::new(line.to_owned()))
}

/// Asks on the terminal without echo.
pub fn ask(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    let nobody =
        || Failure::usage("There is no terminal to ask on; give the secret in a file, with --passphrase-file.");
    if !std::io::stderr().is_terminal() {
        return Err(nobody());
    }
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| nobody())
}

/// Asks for a new passphrase and once more, to be sure.
pub fn ask_twice() -> Result<Passphrase, Failure> {
    let first = ask("New passphrase: ")?;
    if *ask("The same again: ")? != *first {
        return Err(Failure::invalid("The two were not the same; try again."));
    }
    Ok(Passphrase::from(first))
}
