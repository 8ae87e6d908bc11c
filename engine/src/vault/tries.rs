//! How long to wait after wrong tries at a passphrase.
//! Not here: counting them, which the shell does in memory; a vault is never wiped.

use std::time::Duration;

/// As many wrong tries cost nothing: people mistype.
const FREE: u32 = 5;
/// The longest wait.
const LONGEST: Duration = Duration::from_secs(30);

/// The wait before the next try, after so many wrong ones in a row: nothing for the first four, then 1, 2, 4, 8, 16
/// and 30 seconds.
pub fn wait_after(wrong_tries: u32) -> Duration {
    let Some(beyond) = wrong_tries.checked_sub(FREE) else { return Duration::ZERO };
    2_u64.checked_pow(beyond).map_or(LONGEST, |seconds| Duration::from_secs(seconds).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn five_wrong_tries_cost_a_second_and_each_further_one_twice_as_much_up_to_thirty() {
        let waits: Vec<u64> = (0..14).map(|tries| wait_after(tries).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30]);
        assert_eq!(wait_after(u32::MAX).as_secs(), 30);
    }
}
