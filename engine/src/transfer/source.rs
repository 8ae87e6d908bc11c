//! Where files of a layout come from: a folder on disk, or the sample team inside the program.
//! What is in the files is not understood here.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// Largest file that is read, in bytes. A note may be this long and no longer.
pub(super) const LARGEST_FILE: u64 = 1024 * 1024;
/// Largest `rapport.json`, in bytes: it may hold many notes.
const LARGEST_REST: u64 = 256 * 1024 * 1024;
/// Folders below the root: `people`, the person, `goals`.
const DEEPEST: usize = 3;
/// Most entries that are looked at, so that a wrong folder (a whole disk) ends soon.
const MOST_ENTRIES: usize = 200_000;

/// Why something was not taken, and on which line of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// From 1; none for the whole file.
    pub line: Option<u32>,
    /// A sentence that says what to change.
    pub reason: String,
}

impl Fault {
    /// About a line.
    pub fn at(line: usize, reason: impl Into<String>) -> Self {
        Self { line: Some(u32::try_from(line).unwrap_or(u32::MAX)), reason: reason.into() }
    }

    /// About the file as a whole.
    pub fn whole(reason: impl Into<String>) -> Self {
        Self { line: None, reason: reason.into() }
    }
}

/// A tree of files, listed once and read one by one.
pub(super) struct Source<'a> {
    root: Root<'a>,
    /// Path with `/` inside the tree → why it cannot be read, if so. Sorted.
    pub entries: BTreeMap<String, Option<Fault>>,
}

enum Root<'a> {
    Disk(&'a Path),
    Built(&'a include_dir::Dir<'a>),
}

impl<'a> Source<'a> {
    /// Lists a folder. Symbolic links are not followed and only plain files are taken.
    pub fn disk(root: &'a Path) -> Result<Self> {
        let mut source = Self { root: Root::Disk(root), entries: BTreeMap::new() };
        source.walk(root, "", 0)?;
        Ok(source)
    }

    /// Lists a tree that was built into the program.
    pub fn built(dir: &'a include_dir::Dir<'a>) -> Self {
        fn list(dir: &include_dir::Dir<'_>, entries: &mut BTreeMap<String, Option<Fault>>) {
            for file in dir.files() {
                entries.insert(file.path().to_string_lossy().replace('\\', "/"), None);
            }
            dir.dirs().for_each(|dir| list(dir, entries));
        }
        let mut entries = BTreeMap::new();
        list(dir, &mut entries);
        Self { root: Root::Built(dir), entries }
    }

    fn walk(&mut self, dir: &Path, prefix: &str, depth: usize) -> Result<()> {
        let listing = match fs::read_dir(dir) {
            Ok(listing) => listing,
            Err(_) if depth > 0 => {
                let fault = Fault::whole("This folder cannot be read. Change its rights and import again.");
                self.entries.insert(prefix.trim_end_matches('/').to_owned(), Some(fault));
                return Ok(());
            }
            Err(_) => {
                return Err(Error::invalid(
                    "path",
                    "This folder cannot be read. Change its rights, or choose another.",
                ));
            }
        };
        for entry in listing.flatten() {
            if self.entries.len() >= MOST_ENTRIES {
                return Err(Error::invalid(
                    "path",
                    "This folder holds more files than an export does. Choose the exported folder itself.",
                ));
            }
            let Ok(name) = entry.file_name().into_string() else {
                let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
                self.entries.insert(path, Some(Fault::whole("The name of this file is not UTF-8. Rename it.")));
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            // SECURITY: `file_type` does not follow links, so nothing outside the folder is ever opened.
            let kind = entry.file_type();
            let fault = match kind {
                Ok(kind) if kind.is_dir() && depth < DEEPEST => {
                    self.walk(&entry.path(), &format!("{path}/"), depth + 1)?;
                    continue;
                }
                Ok(kind) if kind.is_file() => None,
                Ok(kind) if kind.is_symlink() => {
                    Some(Fault::whole("Links are not followed. Put the file itself here."))
                }
                Ok(kind) if kind.is_dir() => Some(Fault::whole("The layout has no folder here. Move its files up.")),
                _ => Some(Fault::whole("Only plain files are read. Remove this one.")),
            };
            self.entries.insert(path, fault);
        }
        Ok(())
    }

    /// Whether there is such a file, readable or not.
    pub fn has(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    /// Reads a file as text: UTF-8, without a byte order mark, with `\n` line ends.
    pub fn text(&self, path: &str) -> std::result::Result<String, Fault> {
        if let Some(Some(fault)) = self.entries.get(path) {
            return Err(fault.clone());
        }
        let bytes = match self.root {
            Root::Built(dir) => match dir.get_file(path) {
                Some(file) => file.contents().to_vec(),
                None => return Err(Fault::whole("This file is missing.")),
            },
            Root::Disk(root) => {
                let limit = if path == super::layout::REST { LARGEST_REST } else { LARGEST_FILE };
                let mut bytes = Vec::new();
                File::open(root.join(path))
                    .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
                    .map_err(|_| Fault::whole("This file cannot be read. Change its rights and import again."))?;
                if bytes.len() as u64 > limit {
                    return Err(Fault::whole("This file is larger than 1 MiB. Split it."));
                }
                bytes
            }
        };
        decode(bytes)
    }
}

/// Bytes as text. CRLF becomes LF when the first line ends so; other carriage returns are left alone.
pub(super) fn decode(mut bytes: Vec<u8>) -> std::result::Result<String, Fault> {
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Fault::at(1, "This file is UTF-16. Save it as UTF-8."));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|&&byte| byte == b'\n').count() + 1;
        Fault::at(line, "This line is not UTF-8. Save the file as UTF-8.")
    })?;
    let crlf = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
    Ok(if crlf { text.replace("\r\n", "\n") } else { text })
}
