//! A file system between SQLite and the real one: it fails when told to, or writes down what was asked of it.
//! Not here: single calls of the operating system (`calls.rs`), or what is expected afterwards.
#![allow(unsafe_code, reason = "SQLite's file system interface is C")]

use rusqlite::ffi;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::PathBuf;
use std::ptr;
use std::sync::{Mutex, MutexGuard, Once};

/// What was asked of the disk, in order.
#[derive(Debug, Clone)]
pub enum Op {
    Write {
        file: PathBuf,
        at: u64,
        bytes: Vec<u8>,
    },
    Cut {
        file: PathBuf,
        length: u64,
    },
    Sync {
        file: PathBuf,
    },
    Delete {
        file: PathBuf,
    },
    /// Everything asked up to here was acknowledged to the caller, for the nth time.
    Acknowledged(usize),
}

/// What fails.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// The nth thing asked from now on, from 0.
    pub at: usize,
    /// Everything after it as well.
    pub for_good: bool,
    /// With "no space" where the call can say so, else with an I/O error.
    pub full: bool,
}

#[derive(Default)]
struct Disk {
    fault: Option<Fault>,
    asked: usize,
    failed: bool,
    record: Option<Vec<Op>>,
}

static DISK: Mutex<Disk> = Mutex::new(Disk { fault: None, asked: 0, failed: false, record: None });

fn disk() -> MutexGuard<'static, Disk> {
    DISK.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Lets everything through and counts it.
pub fn count<T>(work: impl FnOnce() -> T) -> (T, usize) {
    stand_in();
    *disk() = Disk::default();
    let done = work();
    let asked = disk().asked;
    (done, asked)
}

/// Runs `work` on a disk that fails; tells whether the fault was met.
pub fn with_fault<T>(fault: Fault, work: impl FnOnce() -> T) -> (T, bool) {
    stand_in();
    *disk() = Disk { fault: Some(fault), ..Disk::default() };
    let done = work();
    let failed = std::mem::take(&mut *disk()).failed;
    (done, failed)
}

/// Writes down what `work` asks of the disk. `acknowledge` is called by the work itself.
pub fn recorded(work: impl FnOnce()) -> Vec<Op> {
    stand_in();
    *disk() = Disk { record: Some(Vec::new()), ..Disk::default() };
    work();
    std::mem::take(&mut *disk()).record.unwrap_or_default()
}

/// The caller was told that its nth write is stored.
pub fn acknowledge(nth: usize) {
    if let Some(record) = &mut disk().record {
        record.push(Op::Acknowledged(nth));
    }
}

/// Whether the next thing asked fails, and whether for want of space.
fn fails() -> Option<bool> {
    let mut disk = disk();
    let nth = disk.asked;
    disk.asked += 1;
    let fault = disk.fault?;
    let hit = nth == fault.at || (fault.for_good && nth > fault.at);
    disk.failed |= hit;
    hit.then_some(fault.full)
}

fn note(op: impl FnOnce() -> Op) {
    if let Some(record) = &mut disk().record {
        record.push(op());
    }
}

/// What SQLite holds for an open file: ours first, the real one's bytes behind it.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    path: *mut PathBuf,
    padding: usize,
}

const OURS: usize = size_of::<File>();

/// SAFETY: SQLite gives room for `szOsFile` bytes, of which ours are the first.
unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    unsafe { file.cast::<u8>().add(OURS).cast() }
}

unsafe fn path(file: *mut ffi::sqlite3_file) -> PathBuf {
    let path = unsafe { (*file.cast::<File>()).path };
    if path.is_null() { PathBuf::new() } else { unsafe { (*path).clone() } }
}

/// Calls the method of the real file behind ours.
macro_rules! pass {
    ($file:ident . $method:ident ( $($word:expr),* )) => {{
        let real = unsafe { real($file) };
        match unsafe { (*(*real).pMethods).$method } {
            Some(method) => unsafe { method(real $(, $word)*) },
            None => ffi::SQLITE_NOTFOUND,
        }
    }};
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let done = pass!(file.xClose());
    let ours = file.cast::<File>();
    let path = unsafe { (*ours).path };
    if !path.is_null() {
        drop(unsafe { Box::from_raw(path) });
        unsafe { (*ours).path = ptr::null_mut() };
    }
    done
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, length: c_int, at: i64) -> c_int {
    if fails().is_some() {
        return ffi::SQLITE_IOERR_READ;
    }
    pass!(file.xRead(to, length, at))
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, length: c_int, at: i64) -> c_int {
    match fails() {
        Some(true) => return ffi::SQLITE_FULL,
        Some(false) => return ffi::SQLITE_IOERR_WRITE,
        None => {}
    }
    note(|| {
        let length = usize::try_from(length).unwrap_or_default();
        // SAFETY: SQLite hands over `length` readable bytes.
        let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length) }.to_vec();
        Op::Write { file: unsafe { path(file) }, at: u64::try_from(at).unwrap_or_default(), bytes }
    });
    pass!(file.xWrite(from, length, at))
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: i64) -> c_int {
    if fails().is_some() {
        return ffi::SQLITE_IOERR_TRUNCATE;
    }
    note(|| Op::Cut { file: unsafe { path(file) }, length: u64::try_from(length).unwrap_or_default() });
    pass!(file.xTruncate(length))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    if fails().is_some() {
        return ffi::SQLITE_IOERR_FSYNC;
    }
    note(|| Op::Sync { file: unsafe { path(file) } });
    pass!(file.xSync(flags))
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, length: *mut i64) -> c_int {
    pass!(file.xFileSize(length))
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    pass!(file.xLock(level))
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    pass!(file.xUnlock(level))
}

unsafe extern "C" fn reserved(file: *mut ffi::sqlite3_file, held: *mut c_int) -> c_int {
    pass!(file.xCheckReservedLock(held))
}

unsafe extern "C" fn control(file: *mut ffi::sqlite3_file, op: c_int, with: *mut c_void) -> c_int {
    pass!(file.xFileControl(op, with))
}

unsafe extern "C" fn sector(file: *mut ffi::sqlite3_file) -> c_int {
    pass!(file.xSectorSize())
}

unsafe extern "C" fn traits(file: *mut ffi::sqlite3_file) -> c_int {
    pass!(file.xDeviceCharacteristics())
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(traits),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// The file system that stood there before ours.
unsafe fn behind(vfs: *mut ffi::sqlite3_vfs) -> *mut ffi::sqlite3_vfs {
    unsafe { (*vfs).pAppData.cast() }
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let ours = file.cast::<File>();
    unsafe { (*ours).base.pMethods = ptr::null() };
    unsafe { (*ours).path = ptr::null_mut() };
    if fails().is_some() {
        return ffi::SQLITE_CANTOPEN;
    }
    let behind = unsafe { behind(vfs) };
    let Some(open) = (unsafe { (*behind).xOpen }) else { return ffi::SQLITE_CANTOPEN };
    let done = unsafe { open(behind, name, real(file), flags, out) };
    if unsafe { !(*real(file)).pMethods.is_null() } {
        // SAFETY: SQLite's names are C strings that live as long as the file.
        let path = (!name.is_null())
            .then(|| PathBuf::from(unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned()))
            .map_or(ptr::null_mut(), |path| Box::into_raw(Box::new(path)));
        unsafe { (*ours).path = path };
        unsafe { (*ours).base.pMethods = &raw const METHODS };
    }
    done
}

unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, and_folder: c_int) -> c_int {
    if fails().is_some() {
        return ffi::SQLITE_IOERR_DELETE;
    }
    note(|| Op::Delete { file: PathBuf::from(unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned()) });
    let behind = unsafe { behind(vfs) };
    match unsafe { (*behind).xDelete } {
        Some(delete) => unsafe { delete(behind, name, and_folder) },
        None => ffi::SQLITE_IOERR_DELETE,
    }
}

/// Puts our file system in front of the real one, once, for every file opened from then on.
fn stand_in() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the default file system lives as long as the process; ours is leaked on purpose.
        unsafe {
            let behind = ffi::sqlite3_vfs_find(ptr::null());
            assert!(!behind.is_null());
            // Methods of the real one that take no file work on its own pointer, so they are copied with it.
            let mut ours = *behind;
            ours.szOsFile += c_int::try_from(OURS).unwrap();
            ours.zName = c"torture".as_ptr();
            ours.pAppData = behind.cast();
            ours.pNext = ptr::null_mut();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            assert_eq!(ffi::sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 1), ffi::SQLITE_OK);
        }
    });
}
