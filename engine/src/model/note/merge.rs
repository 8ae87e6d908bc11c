//! Two texts of a note that grew from one, joined line by line.
//! Which texts meet is the vault's business.

use super::line::{KEPT_MARK, lead, take_mark};
use super::{FollowUpMark, set_mark};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Joins what was typed (`draft`) and what is stored, both grown from `base`. Where only one of them changed, its
/// change counts. Where both did, the typed words stay and only the state of a box is taken from the stored line.
pub fn join_texts(base: &str, draft: &str, stored: &str) -> String {
    if draft == stored || stored == base {
        return draft.to_owned();
    }
    if draft == base {
        return stored.to_owned();
    }
    let base: Vec<&str> = base.split('\n').collect();
    let ours: Vec<&str> = draft.split('\n').collect();
    let theirs: Vec<&str> = stored.split('\n').collect();
    let in_ours = same_lines(&base, &ours);
    let in_theirs = same_lines(&base, &theirs);

    let mut joined: Vec<String> = Vec::with_capacity(ours.len());
    let (mut a, mut o, mut t) = (0, 0, 0);
    loop {
        // The next base line that both kept closes the stretch in which at least one changed something.
        let kept = (a..base.len()).find_map(|at| Some((at, in_ours[at]?, in_theirs[at]?)));
        let (next_a, next_o, next_t) = kept.unwrap_or((base.len(), ours.len(), theirs.len()));
        join_stretch(&base[a..next_a], &ours[o..next_o], &theirs[t..next_t], &mut joined);
        let Some(line) = base.get(next_a) else { return joined.join("\n") };
        joined.push((*line).to_owned());
        (a, o, t) = (next_a + 1, next_o + 1, next_t + 1);
    }
}

/// For each base line its number in the other text, when it is unchanged there.
fn same_lines(base: &[&str], other: &[&str]) -> Vec<Option<usize>> {
    let mut same = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Myers, base, other) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for n in 0..len {
                same[old_index + n] = Some(new_index + n);
            }
        }
    }
    same
}

/// Lines between two that nobody changed.
fn join_stretch(base: &[&str], ours: &[&str], theirs: &[&str], joined: &mut Vec<String>) {
    let keep = |lines: &[&str], joined: &mut Vec<String>| joined.extend(lines.iter().map(|line| (*line).to_owned()));
    if ours == base {
        keep(theirs, joined);
    } else if theirs == base || ours == theirs {
        keep(ours, joined);
    } else if base.len() == ours.len() && base.len() == theirs.len() {
        for ((base, ours), theirs) in base.iter().zip(ours).zip(theirs) {
            joined.push(join_line(base, ours, theirs));
        }
    } else if base.len() == theirs.len() {
        // Ours has more or fewer lines; theirs rewrote some in place.
        let rewritten = places(base, ours);
        joined.extend(ours.iter().zip(rewritten).map(|(line, at)| at.map_or(*line, |at| theirs[at]).to_owned()));
    } else if base.len() == ours.len() {
        let rewritten = places(base, theirs);
        joined.extend(theirs.iter().zip(rewritten).map(|(line, at)| at.map_or(*line, |at| ours[at]).to_owned()));
    } else {
        keep(ours, joined);
        let new: Vec<&str> =
            theirs.iter().copied().filter(|line| !base.contains(line) && !ours.contains(line)).collect();
        keep(&new, joined);
    }
}

/// For each line of the other text its number in the base, when it is unchanged.
fn places(base: &[&str], other: &[&str]) -> Vec<Option<usize>> {
    let mut places = vec![None; other.len()];
    for (at, there) in same_lines(base, other).into_iter().enumerate() {
        if let Some(there) = there {
            places[there] = Some(at);
        }
    }
    places
}

/// One line that may have changed on both sides.
fn join_line(base: &str, ours: &str, theirs: &str) -> String {
    if ours == base {
        return theirs.to_owned();
    }
    let symbol = |line: &str| lead(line).symbol.map(|(_, symbol)| symbol);
    if theirs == base || symbol(theirs) == symbol(base) {
        return ours.to_owned();
    }
    let mark = match symbol(theirs) {
        Some('x' | 'X') => FollowUpMark::Kept { on: take_mark(theirs, KEPT_MARK).1 },
        Some('-') => FollowUpMark::Dropped,
        _ => FollowUpMark::Open,
    };
    set_mark(ours, 0, mark).unwrap_or_else(|| ours.to_owned())
}
