//! A file system in memory that records what is done to it, and says what a disk may hold when
//! the power is cut after any of these operations.
//!
//! What it supposes of a real one, and no more: a synced file has its content; a synced folder has
//! its names; a rename happens or does not. What was not synced may be there or not, each write
//! and each name on its own, in any order; of a write any part may be there, and the file may have
//! its new length with zeros or rubbish for content. After a sync that failed nobody knows, and a
//! later sync says nothing about it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use obelus::storage::{Files, Kind, Listed, Lock, Locking, Writing};

use crate::gestures::Random;

/// A file without its name.
type Inode = usize;

/// What is on a disk, or seems to be for the program that runs.
#[derive(Clone, Debug, Default)]
pub struct Content {
    files: Vec<Arc<Vec<u8>>>,
    names: BTreeMap<PathBuf, Inode>,
    folders: BTreeSet<PathBuf>,
}

/// Something that was done to a file system.
#[derive(Clone, Debug)]
pub enum Operation {
    Create(PathBuf, Inode),
    Write(Inode, usize, Arc<Vec<u8>>),
    Sync(Inode),
    /// The writes before it are there or not, whatever is synced later.
    FailedSync(Inode),
    Rename(PathBuf, PathBuf, Inode),
    Remove(PathBuf),
    SyncFolder(PathBuf),
}

/// What goes wrong below one folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Half of a write arrives.
    Full,
    /// Nothing can be made, renamed or taken away; what is open can be written.
    Forbidden,
    /// Nothing can be synced.
    NoSync,
    /// The next sync fails, and then all is well again.
    NoSyncOnce,
    /// Names cannot be synced.
    NoFolderSync,
    /// Everything fails.
    Gone,
}

#[derive(Default)]
struct State {
    seen: Content,
    done: Vec<Operation>,
    locks: BTreeMap<PathBuf, String>,
    trouble: Option<(PathBuf, Trouble)>,
}

/// The file system. Clones are the same one.
#[derive(Clone, Default)]
pub struct SimulatedDisk(Arc<Mutex<State>>);

impl SimulatedDisk {
    /// A disk with this content, all of it safe.
    pub fn with(content: Content) -> Self {
        let disk = Self::default();
        disk.state().seen = content;
        disk
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was done so far.
    pub fn done(&self) -> Vec<Operation> {
        self.state().done.clone()
    }

    /// How much was done so far.
    pub fn position(&self) -> usize {
        self.state().done.len()
    }

    /// What the program sees.
    pub fn seen(&self) -> Content {
        self.state().seen.clone()
    }

    pub fn trouble(&self, below: &Path, trouble: Option<Trouble>) {
        self.state().trouble = trouble.map(|trouble| (below.to_owned(), trouble));
    }
}

fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("/")).to_owned()
}

impl Content {
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> Inode {
        self.files.push(Arc::new(bytes.to_vec()));
        self.names.insert(path.to_owned(), self.files.len() - 1);
        self.folders.insert(folder(path));
        self.files.len() - 1
    }

    pub fn names(&self) -> impl Iterator<Item = &PathBuf> {
        self.names.keys()
    }

    pub fn file(&self, path: &Path) -> Option<&[u8]> {
        let inode = self.names.get(path)?;
        Some(&self.files[*inode])
    }

    fn write(&mut self, inode: Inode, at: usize, bytes: &[u8]) {
        let file = Arc::make_mut(&mut self.files[inode]);
        if file.len() < at + bytes.len() {
            file.resize(at + bytes.len(), 0);
        }
        file[at..at + bytes.len()].copy_from_slice(bytes);
    }

    fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::Create(path, inode) => {
                self.names.insert(path.clone(), *inode);
            }
            Operation::Rename(from, to, inode) => {
                if self.names.get(from) == Some(inode) {
                    self.names.remove(from);
                }
                self.names.insert(to.clone(), *inode);
            }
            Operation::Remove(path) => {
                self.names.remove(path);
            }
            Operation::Write(inode, at, bytes) => self.write(*inode, *at, bytes),
            Operation::Sync(_) | Operation::FailedSync(_) | Operation::SyncFolder(_) => {}
        }
    }
}

/// Follows operations one by one and knows what of them is safe.
#[derive(Clone, Debug)]
pub struct PowerCut {
    safe: Content,
    writes: Vec<Operation>,
    doubtful: Vec<Operation>,
    names: Vec<(PathBuf, Operation)>,
}

/// What of an unsynced list is there after a cut.
fn chosen(random: &mut Random, count: usize) -> Vec<bool> {
    let way = random.below(5);
    let prefix = random.below(count + 1);
    (0..count)
        .map(|i| match way {
            0 => false,
            1 => true,
            2 => i < prefix,
            3 => i >= prefix,
            _ => random.chance(50),
        })
        .collect()
}

impl PowerCut {
    pub fn new(safe: Content) -> Self {
        Self {
            safe,
            writes: Vec::new(),
            doubtful: Vec::new(),
            names: Vec::new(),
        }
    }

    /// One more operation has happened.
    pub fn follow(&mut self, operation: &Operation) {
        match operation {
            Operation::Create(path, inode) => {
                while self.safe.files.len() <= *inode {
                    self.safe.files.push(Arc::default());
                }
                self.names.push((folder(path), operation.clone()));
            }
            Operation::Rename(_, path, _) | Operation::Remove(path) => {
                self.names.push((folder(path), operation.clone()));
            }
            Operation::Write(..) => self.writes.push(operation.clone()),
            Operation::Sync(synced) => {
                for write in take(&mut self.writes, *synced) {
                    self.safe.apply(&write);
                }
            }
            Operation::FailedSync(synced) => {
                let left = take(&mut self.writes, *synced);
                self.doubtful.extend(left);
            }
            Operation::SyncFolder(synced) => {
                let names = std::mem::take(&mut self.names);
                for (folder, operation) in names {
                    if folder == *synced {
                        self.safe.apply(&operation);
                    } else {
                        self.names.push((folder, operation));
                    }
                }
            }
        }
    }

    /// What is there where only the process is killed.
    pub fn everything(&self) -> Content {
        let mut content = self.safe.clone();
        let names = self.names.iter().map(|(_, operation)| operation);
        let writes = self.doubtful.iter().chain(&self.writes);
        writes.chain(names).for_each(|o| content.apply(o));
        content
    }

    /// Whether a cut now can have more than one outcome.
    pub fn is_open(&self) -> bool {
        !(self.writes.is_empty() && self.doubtful.is_empty() && self.names.is_empty())
    }

    /// What may be on the disk after a cut now.
    pub fn outcome(&self, random: &mut Random) -> Content {
        let mut content = self.safe.clone();
        let names = chosen(random, self.names.len());
        for ((_, operation), kept) in self.names.iter().zip(names) {
            if kept {
                content.apply(operation);
            }
        }
        for writes in [&self.doubtful, &self.writes] {
            let kept = chosen(random, writes.len());
            for (write, kept) in writes.iter().zip(kept) {
                let Operation::Write(inode, at, bytes) = write else {
                    continue;
                };
                match (kept, random.below(6)) {
                    (true, 0) => {
                        let part = random.below(bytes.len() + 1);
                        content.write(*inode, *at, &bytes[..part]);
                    }
                    (true, 1) => {
                        let mut torn = bytes.to_vec();
                        let from = random.below(torn.len() + 1);
                        let zeros = random.chance(50);
                        for byte in &mut torn[from..] {
                            let rubbish = random.number().to_le_bytes()[0];
                            *byte = if zeros { 0 } else { rubbish };
                        }
                        content.write(*inode, *at, &torn);
                    }
                    (true, _) => content.write(*inode, *at, bytes),
                    (false, 0) => content.write(*inode, *at, &vec![0; bytes.len()]),
                    (false, _) => {}
                }
            }
        }
        content
    }
}

/// The writes to one file out of those to all.
fn take(writes: &mut Vec<Operation>, file: Inode) -> Vec<Operation> {
    let of_file = |w: &mut Operation| matches!(w, Operation::Write(inode, ..) if *inode == file);
    writes.extract_if(.., of_file).collect()
}

impl State {
    fn at(&mut self, path: &Path, hit: &[Trouble]) -> io::Result<()> {
        let trouble = self.trouble.as_ref().filter(|(f, _)| path.starts_with(f));
        let Some((_, trouble)) = trouble.filter(|(_, t)| hit.contains(t)) else {
            return Ok(());
        };
        Err(match trouble {
            Trouble::Full => ErrorKind::StorageFull,
            Trouble::Forbidden => ErrorKind::PermissionDenied,
            Trouble::Gone => ErrorKind::NotFound,
            Trouble::NoSync | Trouble::NoSyncOnce | Trouble::NoFolderSync => ErrorKind::Other,
        }
        .into())
    }

    fn inode(&self, path: &Path) -> io::Result<Inode> {
        let found = self.seen.names.get(path).copied();
        found.ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn carry_out(&mut self, operation: Operation) {
        self.seen.apply(&operation);
        self.done.push(operation);
    }
}

impl Files for SimulatedDisk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let mut state = self.state();
        state.at(path, &[Trouble::Gone])?;
        if state.seen.folders.contains(path) {
            return Ok(Kind::Folder);
        }
        let inode = state.inode(path)?;
        Ok(Kind::File {
            size: state.seen.files[inode].len() as u64,
            read_only: false,
        })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut state = self.state();
        state.at(path, &[Trouble::Gone])?;
        let inode = state.inode(path)?;
        Ok(state.seen.files[inode].to_vec())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Listed>> {
        let names: Vec<_> = self.state().seen.names.keys().cloned().collect();
        let inside = names.into_iter().filter(|n| n.parent() == Some(folder));
        inside
            .map(|path| {
                let kind = self.kind(&path)?;
                Ok(Listed {
                    path,
                    kind,
                    link: false,
                })
            })
            .collect()
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path)?;
        Ok(path.to_owned())
    }

    fn create(&self, path: &Path, _: Option<&Path>) -> io::Result<Box<dyn Writing>> {
        let mut state = self.state();
        state.at(path, &[Trouble::Forbidden, Trouble::Gone])?;
        if state.seen.names.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if !state.seen.folders.contains(&folder(path)) {
            return Err(ErrorKind::NotFound.into());
        }
        state.seen.files.push(Arc::default());
        let inode = state.seen.files.len() - 1;
        state.carry_out(Operation::Create(path.to_owned(), inode));
        Ok(Box::new(Handle {
            disk: self.clone(),
            inode,
            path: path.to_owned(),
        }))
    }

    fn append_to(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let mut state = self.state();
        state.at(path, &[Trouble::Forbidden, Trouble::Gone])?;
        Ok(Box::new(Handle {
            disk: self.clone(),
            inode: state.inode(path)?,
            path: path.to_owned(),
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.at(to, &[Trouble::Forbidden, Trouble::Gone])?;
        let inode = state.inode(from)?;
        state.carry_out(Operation::Rename(from.to_owned(), to.to_owned(), inode));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.at(path, &[Trouble::Forbidden, Trouble::Gone])?;
        state.inode(path)?;
        state.carry_out(Operation::Remove(path.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.at(folder, &[Trouble::NoFolderSync, Trouble::Gone])?;
        state.carry_out(Operation::SyncFolder(folder.to_owned()));
        Ok(())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.at(folder, &[Trouble::Forbidden, Trouble::Gone])?;
        state.seen.folders.insert(folder.to_owned());
        Ok(())
    }

    fn lock(&self, path: &Path, holder: &str) -> io::Result<Locking> {
        let mut state = self.state();
        state.at(path, &[Trouble::Forbidden, Trouble::Gone, Trouble::Full])?;
        if let Some(by) = state.locks.get(path) {
            return Ok(Locking::Held(by.clone()));
        }
        state.locks.insert(path.to_owned(), holder.to_owned());
        Ok(Locking::Taken(Box::new(Taken {
            disk: self.clone(),
            path: path.to_owned(),
        })))
    }
}

/// A lock. It leaves nothing on the disk that says anything.
struct Taken {
    disk: SimulatedDisk,
    path: PathBuf,
}

impl Lock for Taken {}

impl Drop for Taken {
    fn drop(&mut self) {
        self.disk.state().locks.remove(&self.path);
    }
}

struct Handle {
    disk: SimulatedDisk,
    inode: Inode,
    path: PathBuf,
}

impl Writing for Handle {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.disk.state();
        let fault = state.at(&self.path, &[Trouble::Full, Trouble::Gone]);
        let arrived = if fault.is_err() {
            &bytes[..bytes.len() / 2]
        } else {
            bytes
        };
        let at = state.seen.files[self.inode].len();
        state.carry_out(Operation::Write(self.inode, at, Arc::new(arrived.to_vec())));
        fault
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.state();
        let faults = [
            Trouble::Full,
            Trouble::NoSync,
            Trouble::NoSyncOnce,
            Trouble::Gone,
        ];
        let fault = state.at(&self.path, &faults);
        if fault.is_err() {
            let once = |t: &(PathBuf, Trouble)| t.1 == Trouble::NoSyncOnce;
            state.trouble.take_if(|t| once(t));
            state.carry_out(Operation::FailedSync(self.inode));
        } else {
            state.carry_out(Operation::Sync(self.inode));
        }
        fault
    }

    fn length_at(&self, path: &Path) -> Option<u64> {
        let state = self.disk.state();
        let here = state.seen.names.get(path) == Some(&self.inode);
        here.then(|| state.seen.files[self.inode].len() as u64)
    }
}
