//! Reading files that are one document.

use std::io::Read as _;

use serde_json::{Map, Value};

use super::{Fault, ImportError, Input, Receiver};

/// The largest document that is read, in bytes: as a value it takes some ten times that in memory.
const LARGEST: u64 = 1 << 30;

/// All bytes of a file, without a byte-order mark.
///
/// # Errors
/// Where they cannot be read, or are too many.
pub(super) fn bytes_of(input: &mut Input<'_>, title: &'static str) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    let read = (&mut *input.bytes)
        .take(LARGEST + 1)
        .read_to_end(&mut bytes);
    read.map_err(|source| ImportError::Reading {
        name: input.name.to_owned(),
        source,
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(ImportError::NotThis {
            name: input.name.to_owned(),
            title,
            why: format!("it is larger than {LARGEST} bytes"),
        });
    }
    if bytes.starts_with("\u{FEFF}".as_bytes()) {
        bytes.drain(..3);
    }
    Ok(bytes)
}

/// A file that is one JSON object.
///
/// # Errors
/// Where it is none.
pub(super) fn document_of(
    input: &mut Input<'_>,
    title: &'static str,
) -> Result<Map<String, Value>, ImportError> {
    let bytes = bytes_of(input, title)?;
    serde_json::from_slice(&bytes).map_err(|error| ImportError::NotThis {
        name: input.name.to_owned(),
        title,
        why: format!("it is no JSON object: {error}"),
    })
}

/// Tells the receiver what could not be read of a file.
pub(super) fn told_faults(name: &str, faults: Vec<String>, receiver: &mut dyn Receiver) {
    for why in faults {
        receiver.fault(Fault {
            file: name.to_owned(),
            line: None,
            why,
        });
    }
}
