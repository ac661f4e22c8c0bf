//! Two programs at one article, files that change underneath, and journals that say nothing good.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

#[allow(dead_code, reason = "random work is done elsewhere")]
mod gestures;
#[path = "disk/simulated.rs"]
#[allow(dead_code, reason = "power cuts are tested elsewhere")]
mod simulated;

use gestures::TEXT;
use obelus::annotation::{Change, Op, Step, Stroke, Transaction};
use obelus::storage::{self, Base, Begun, Files, Keeper, OnDisk, ReadOnly, Shelter, StorageError};
use simulated::{Content, SimulatedDisk, Trouble};
use tempfile::TempDir;

const FOLDER: &str = "OBELUS_TOGETHER_FOLDER";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    folder
}

fn begin(folder: &Path) -> Begun {
    let files: Arc<dyn Files> = Arc::new(OnDisk);
    let own = folder.join("own");
    storage::begin(&files, folder.join("a.txt"), None, Some(&own)).unwrap()
}

fn file(folder: &Path) -> PathBuf {
    folder.join("a.txt.obelus.json")
}

fn journal(folder: &Path) -> PathBuf {
    folder.join(".a.txt.obelus.journal")
}

/// A change of the note.
fn note(from: &str, to: &str) -> Step {
    let change = Change::new(from.to_owned(), to.to_owned());
    Step {
        stroke: Stroke::Do,
        transaction: Transaction::new("note", vec![Op::Note(change)]),
    }
}

/// Notes that follow one another, from the empty one, kept in the journal.
fn keep(keeper: &mut Keeper, notes: &[&str]) {
    let mut before = "";
    for after in notes {
        keeper.record(note(before, after)).unwrap();
        before = after;
    }
    keeper.sync().unwrap();
}

/// A crash with these notes in the journal.
fn crash(folder: &Path, notes: &[&str]) {
    keep(&mut begin(folder).keeper.unwrap(), notes);
}

fn asides(folder: &Path) -> Vec<Vec<u8>> {
    let names = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let aside = names.filter(|n| n.to_string_lossy().contains(".aside-"));
    aside
        .map(|path| fs::read(path).unwrap_or_default())
        .collect()
}

/// Only at work where another test says so: holds the article until it is killed.
#[test]
fn holder() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let mut keeper = begin(Path::new(&folder)).keeper.unwrap();
    keep(&mut keeper, &["theirs"]);
    println!("\nholding");
    std::io::stdout().flush().unwrap();
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
}

#[test]
fn the_second_only_looks_and_is_told_who_the_first_is() {
    let folder = folder();
    let first = begin(folder.path());
    let second = begin(folder.path());
    let Some(ReadOnly::Held(by)) = second.opened.read_only else {
        panic!("not held: {:?}", second.opened.read_only);
    };
    assert!(
        by.contains(&format!("process {}", std::process::id())),
        "{by}"
    );
    assert!(second.keeper.is_none());
    drop(first);
    assert!(begin(folder.path()).keeper.is_some());
}

#[test]
fn another_process_holds_the_lock_until_it_is_killed_and_its_work_comes_back() {
    let folder = folder();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "holder", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(output.any(|line| line.unwrap() == "holding"));
    let held = begin(folder.path());
    let said = format!("process {}", child.id());
    assert!(
        matches!(&held.opened.read_only, Some(ReadOnly::Held(by)) if by.contains(&said)),
        "{:?}",
        held.opened.read_only
    );
    child.kill().unwrap();
    child.wait().unwrap();
    let begun = begin(folder.path());
    assert_eq!((begun.recovered, &*begun.opened.set.note), (1, "theirs"));
    assert!(begun.keeper.is_some());
}

#[test]
fn a_file_that_changes_while_resting_or_between_saves_is_not_overwritten() {
    let folder = folder();
    let mut keeper = begin(folder.path()).keeper.unwrap();
    keep(&mut keeper, &["one"]);
    keeper.save().unwrap();
    let ours = fs::read_to_string(file(folder.path())).unwrap();
    fs::write(file(folder.path()), ours.replace("one", "other")).unwrap();
    keeper.record(note("one", "two")).unwrap();
    let said = keeper.save();
    assert!(
        matches!(said, Err(StorageError::ChangedUnderneath(_))),
        "{said:?}"
    );
    drop(keeper);
    // Neither what it started from nor a checkpoint.
    let begun = begin(folder.path());
    assert_eq!((begun.waiting, &*begun.opened.set.note), (2, "other"));
    let mut keeper = begun.keeper.unwrap();
    assert!(keeper.record(note("other", "three")).is_err());
    let aside = keeper.give_up().unwrap().unwrap();
    assert!(fs::read_to_string(aside).unwrap().contains("two"));
    let mut keeper = begin(folder.path()).keeper.unwrap();
    keeper.rest();
    fs::write(file(folder.path()), ours).unwrap();
    let said = keeper.resume();
    assert!(
        matches!(said, Err(StorageError::ChangedUnderneath(_))),
        "{said:?}"
    );
}

#[test]
fn work_whose_file_is_taken_away_is_not_given_up() {
    let folder = folder();
    let mut keeper = begin(folder.path()).keeper.unwrap();
    keep(&mut keeper, &["one"]);
    keeper.save().unwrap();
    fs::remove_file(file(folder.path())).unwrap();
    keeper.look().unwrap();
    keeper.rest();
    keeper.resume().unwrap();
    keeper.record(note("one", "two")).unwrap();
    keeper.save().unwrap();
    drop(keeper);
    assert_eq!(begin(folder.path()).opened.set.note, "two");
}

#[test]
fn the_journal_of_somebody_who_crashed_meanwhile_is_not_overwritten() {
    let folder = folder();
    let mut first = begin(folder.path()).keeper.unwrap();
    first.rest();
    crash(folder.path(), &["theirs"]);
    assert!(matches!(
        first.resume(),
        Err(StorageError::ChangedUnderneath(_))
    ));
    assert!(first.record(note("", "mine")).is_err());
    assert!(
        first.sync().is_err(),
        "a change that was not taken is not kept"
    );
    drop(first);
    assert_eq!(begin(folder.path()).opened.set.note, "theirs");
}

#[test]
fn work_that_rests_leaves_the_journal_of_the_next_one_alone() {
    let folder = folder();
    let mut first = begin(folder.path()).keeper.unwrap();
    keep(&mut first, &["first"]);
    first.save().unwrap();
    first.rest();
    let mut second = begin(folder.path()).keeper.unwrap();
    second.record(note("first", "second")).unwrap();
    second.sync().unwrap();
    // The first window is closed.
    first.rest();
    drop(first);
    drop(second);
    let begun = begin(folder.path());
    assert_eq!(
        (begun.recovered, begun.opened.set.note.as_str()),
        (1, "second")
    );
}

#[test]
fn a_journal_that_somebody_put_another_file_in_the_place_of_is_written_anew() {
    let folder = folder();
    let mut keeper = begin(folder.path()).keeper.unwrap();
    keep(&mut keeper, &["one"]);
    // As version control and sync programs do.
    let copy = folder.path().join("copy");
    fs::copy(journal(folder.path()), &copy).unwrap();
    fs::rename(&copy, journal(folder.path())).unwrap();
    keeper.record(note("one", "two")).unwrap();
    keeper.sync().unwrap();
    // Or they cut it.
    fs::write(journal(folder.path()), "").unwrap();
    keeper.record(note("two", "three")).unwrap();
    keeper.sync().unwrap();
    drop(keeper);
    let begun = begin(folder.path());
    assert_eq!(
        (begun.recovered, begun.opened.set.note.as_str()),
        (3, "three")
    );
}

#[test]
fn articles_whose_names_are_no_text_have_files_of_their_own() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let paths = [b"x\xff.txt", b"x\xfe.txt"].map(|n| Path::new("/w").join(OsStr::from_bytes(n)));
    let [a, b] = paths.map(|path| storage::names::annotation_path(&path, Some("amina")));
    assert_ne!(a, b);
    assert_ne!(storage::names::lock_path(&a), storage::names::lock_path(&b));
}

#[test]
fn a_version_saved_beside_leaves_the_file_alone() {
    let folder = folder();
    let mut keeper = begin(folder.path()).keeper.unwrap();
    keep(&mut keeper, &["mine"]);
    fs::write(file(folder.path()), "{}").unwrap();
    assert!(keeper.save().is_err());
    let beside = keeper.save_beside().unwrap();
    assert!(fs::read_to_string(beside).unwrap().contains("mine"));
    assert_eq!(fs::read_to_string(file(folder.path())).unwrap(), "{}");
}

#[test]
fn a_change_that_does_not_fit_is_never_reported_as_kept_by_a_later_one() {
    let folder = folder();
    let mut keeper = begin(folder.path()).keeper.unwrap();
    assert!(keeper.record(note("what is not there", "x")).is_err());
    assert!(keeper.record(note("", "y")).is_err());
    assert!(keeper.sync().is_err() && keeper.save().is_err());
}

#[test]
fn work_that_is_adopted_does_not_throw_an_older_journal_away() {
    let folder = folder();
    crash(folder.path(), &["one"]);
    let opened = storage::open(&OnDisk, folder.path().join("a.txt"), None).unwrap();
    let mut set = opened.set;
    note("", "adopted").transaction.apply(&mut set).unwrap();
    let (files, path) = (Arc::new(OnDisk), file(folder.path()));
    let mut keeper = Keeper::adopt(files, None, opened.article, set, &path, Base::Nothing).unwrap();
    assert!(!keeper.is_saved());
    keeper.save().unwrap();
    assert!(keeper.is_saved());
    drop(keeper);
    let begun = begin(folder.path());
    assert_eq!((begun.waiting, &*begun.opened.set.note), (0, "adopted"));
    assert!(String::from_utf8_lossy(&asides(folder.path())[0]).contains("one"));
}

/// What is brought back of three changes whose journal was spoilt, and how many copies of it
/// stand aside.
fn spoilt(spoil: impl Fn(Vec<u8>) -> Vec<u8>) -> (usize, usize, Vec<String>) {
    let folder = folder();
    crash(folder.path(), &["one", "two", "three"]);
    let path = journal(folder.path());
    let bytes = spoil(fs::read(&path).unwrap());
    fs::write(&path, &bytes).unwrap();
    let begun = begin(folder.path());
    let asides = asides(folder.path());
    assert!(asides.iter().all(|aside| *aside == bytes));
    let (recovered, note) = (begun.recovered, begun.opened.set.note);
    assert_eq!(note, ["", "one", "two", "three"][recovered]);
    let mut keeper = begun.keeper.unwrap();
    keeper.record(note_after(&note)).unwrap();
    keeper.sync().unwrap();
    drop(keeper);
    assert_eq!(begin(folder.path()).opened.set.note, "four");
    (recovered, asides.len(), begun.notices)
}

fn note_after(from: &str) -> Step {
    note(from, "four")
}

#[test]
fn a_spoilt_journal_gives_what_it_can_and_is_kept() {
    let (recovered, asides, notices) = spoilt(|b| b);
    assert_eq!((recovered, asides, notices.len()), (3, 0, 0));
    let (recovered, asides, notices) = spoilt(|b| b[..b.len() - 5].to_vec());
    assert_eq!((recovered, asides, notices.len()), (2, 0, 0), "torn");
    let (recovered, asides, notices) = spoilt(|b| {
        let text = String::from_utf8(b).unwrap();
        text.replace("\"two\"", "\"TWO\"").into_bytes()
    });
    assert_eq!((recovered, asides), (1, 1), "damaged in the middle");
    assert!(notices[0].contains("damaged from line 3"), "{notices:?}");
    let (recovered, asides, notices) = spoilt(|b| vec![0; b.len()]);
    assert_eq!((recovered, asides), (0, 1), "zeros");
    assert!(notices[0].contains("first line is damaged"), "{notices:?}");
    let (recovered, asides, _) = spoilt(|_| b"not a journal\n\n".to_vec());
    assert_eq!((recovered, asides), (0, 1), "something else");
}

#[test]
fn a_journal_of_another_text_than_the_files_is_set_aside() {
    let folder = folder();
    let mut keeper = begin(folder.path()).keeper.unwrap();
    keep(&mut keeper, &["saved"]);
    keeper.save().unwrap();
    drop(keeper);
    // The journal of an article that had another text, as a copied folder may leave it.
    let other = self::folder();
    fs::write(other.path().join("a.txt"), "Another text.").unwrap();
    crash(other.path(), &["elsewhere"]);
    fs::copy(journal(other.path()), journal(folder.path())).unwrap();
    let begun = begin(folder.path());
    assert_eq!((begun.recovered, begun.waiting), (0, 0));
    assert_eq!(begun.opened.set.note, "saved");
    assert!(
        begun.notices[0].contains("another text"),
        "{:?}",
        begun.notices
    );
    assert_eq!(asides(folder.path()).len(), 1);
}

#[test]
fn without_a_file_the_journal_has_the_text_that_its_changes_belong_to() {
    let folder = folder();
    crash(folder.path(), &["before the edit"]);
    let edited = format!("A new line.\n{TEXT}");
    fs::write(folder.path().join("a.txt"), &edited).unwrap();
    let mut begun = begin(folder.path());
    assert_eq!(begun.recovered, 1);
    assert_eq!(begun.opened.article.text(), TEXT);
    let carrying = begun.carrying.take().unwrap();
    assert_eq!(carrying.carried.set.note, "before the edit");
    assert_eq!(carrying.article.text(), edited);
    let keeper = begun.keeper.as_mut().unwrap();
    keeper
        .change_text(carrying.article, carrying.carried.set)
        .unwrap();
    drop(begun);
    let begun = begin(folder.path());
    assert_eq!((begun.recovered, begun.notices.len()), (0, 0));
    assert_eq!(begun.opened.article.text(), edited);
    assert_eq!(begun.opened.set.note, "before the edit");
}

#[test]
fn what_stands_in_the_place_of_the_journal_is_neither_followed_nor_waited_for() {
    let link = |path: &Path| std::os::unix::fs::symlink("/dev/zero", path).unwrap();
    let directory = |path: &Path| fs::create_dir(path).unwrap();
    let pipe = |path: &Path| {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let large = |path: &Path| {
        let file = fs::File::create(path).unwrap();
        file.set_len(3 << 30).unwrap();
    };
    for (name, put) in [
        ("link", link as fn(&Path)),
        ("directory", directory),
        ("pipe", pipe),
        ("large", large),
    ] {
        let folder = folder();
        put(&journal(folder.path()));
        let begun = begin(folder.path());
        assert_eq!(begun.notices.len(), 1, "{name}: {:?}", begun.notices);
        let mut keeper = begun.keeper.unwrap();
        keep(&mut keeper, &["one"]);
        drop(keeper);
        let again = begin(folder.path());
        assert_eq!(again.opened.set.note, "one", "{name}: {:?}", again.notices);
    }
    // A link to a file elsewhere: that one stays as it is.
    let folder = folder();
    let dear = folder.path().join("dear");
    fs::write(&dear, "dear to somebody").unwrap();
    std::os::unix::fs::symlink(&dear, journal(folder.path())).unwrap();
    crash(folder.path(), &["one"]);
    assert_eq!(fs::read_to_string(&dear).unwrap(), "dear to somebody");
    assert_eq!(begin(folder.path()).opened.set.note, "one");
}

fn on(disk: &SimulatedDisk) -> Begun {
    let files: Arc<dyn Files> = Arc::new(disk.clone());
    let own = Some(Path::new("/own"));
    storage::begin(&files, Path::new("/news/a.txt"), None, own).unwrap()
}

#[test]
fn where_the_folder_fails_the_work_is_kept_in_the_fallback() {
    for trouble in [
        Trouble::Full,
        Trouble::Forbidden,
        Trouble::NoSync,
        Trouble::NoFolderSync,
        Trouble::Gone,
    ] {
        let mut content = Content::default();
        content.add(Path::new("/news/a.txt"), TEXT.as_bytes());
        let disk = SimulatedDisk::with(content);
        let mut keeper = on(&disk).keeper.unwrap();
        disk.trouble(Path::new("/news"), Some(trouble));
        keeper.record(note("", "one")).unwrap();
        assert_eq!(
            keeper.sync().unwrap(),
            Some(Shelter::Fallback),
            "{trouble:?}"
        );
        disk.trouble(Path::new("/"), Some(Trouble::Full));
        keeper.record(note("one", "two")).unwrap();
        assert!(keeper.sync().is_err() && keeper.save().is_err() && !keeper.is_saved());
        disk.trouble(Path::new("/news"), Some(trouble));
        assert_eq!(
            keeper.sync().unwrap(),
            Some(Shelter::Fallback),
            "{trouble:?}"
        );
        drop(keeper);
        disk.trouble(Path::new("/"), None);
        let begun = on(&disk);
        assert_eq!(begun.opened.set.note, "two", "{trouble:?}");
        let mut keeper = begun.keeper.unwrap();
        keeper.save().unwrap();
        keeper.rest();
        let left: Vec<_> = disk.seen().names().cloned().collect();
        assert_eq!(
            left,
            [
                Path::new("/news/a.txt"),
                Path::new("/news/a.txt.obelus.json")
            ]
        );
    }
}

#[test]
fn a_sync_that_fails_once_is_made_good_by_writing_anew() {
    let mut content = Content::default();
    content.add(Path::new("/news/a.txt"), TEXT.as_bytes());
    let disk = SimulatedDisk::with(content);
    let mut keeper = on(&disk).keeper.unwrap();
    keep(&mut keeper, &["one"]);
    keeper.record(note("one", "two")).unwrap();
    disk.trouble(Path::new("/news"), Some(Trouble::NoSyncOnce));
    assert_eq!(keeper.sync().unwrap(), Some(Shelter::Beside));
    drop(keeper);
    assert_eq!(on(&disk).opened.set.note, "two");
}
