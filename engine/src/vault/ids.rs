//! How ids are made: UUIDv7, the time of `now` and the system's randomness.
//! The typed ids themselves are the model's `id`.

use super::Now;
use crate::error::{Error, Result};
use uuid::{Builder, Uuid};

/// A new id that sorts by `now`.
///
/// Internal when the system has no randomness to give.
pub(super) fn make_id(now: Now) -> Result<Uuid> {
    let mut random = [0u8; 10];
    getrandom::fill(&mut random).map_err(|_| Error::internal("randomness"))?;
    // Before 1970 there is no v7 stamp; such a clock is wrong and its ids only need to be unique.
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    Ok(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}
