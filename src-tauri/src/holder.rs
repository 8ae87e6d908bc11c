//! Who has a vault open that this app cannot open: the program and its process number.
//! The lock itself is the engine's.

use std::path::Path;

/// Program and process, such as `rapport-cli, process 4711`; none where the system does not tell.
///
/// Linux lists who holds which lock in `/proc/locks`: kind, mode, process, device and inode (proc_locks(5)).
#[cfg(target_os = "linux")]
pub fn of(vault: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let inode = std::fs::metadata(vault.join("lock")).ok()?.ino().to_string();
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    let process: u32 = locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, "FLOCK", _, "WRITE", process, file, ..] = words.as_slice() else { return None };
        file.ends_with(&format!(":{inode}")).then(|| process.parse().ok()).flatten()
    })?;
    let program = std::fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
    Some(format!("{}, process {process}", program.trim()))
}

/// Neither macOS nor Windows says who holds a lock without rights of an administrator.
#[cfg(not(target_os = "linux"))]
pub fn of(_: &Path) -> Option<String> {
    None
}

#[cfg(all(test, target_os = "linux"))]
#[allow(clippy::unwrap_used)]
mod tests {
    #[test]
    fn the_holder_of_a_lock_is_named_by_its_process() {
        let vault = tempfile::tempdir().unwrap();
        let file = std::fs::File::create(vault.path().join("lock")).unwrap();
        assert_eq!(super::of(vault.path()), None);
        file.lock().unwrap();
        let holder = super::of(vault.path()).unwrap();
        assert!(holder.ends_with(&format!("process {}", std::process::id())), "{holder}");
    }
}
