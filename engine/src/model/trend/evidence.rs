//! How strong the evidence is that a person's row changed at one of the latest check-ins.
//! Walking through the days and raising prompts is in `course`; the thresholds are in `budget`.
//!
//! For each of the latest check-ins the row may be cut there: before it lies the usual, since it lies the change, and a
//! likelihood ratio says how much better two levels explain the row than one. The usual of a cut is made when the
//! cut is, so it is never fed by the change it is held against. The ratios of all cuts, for all indicators together and
//! for each alone, are averaged (Shiryaev and Roberts sum over the moments of a change; Siegmund, "Sequential Analysis",
//! 1985; window-limited: Lai, IEEE Trans. Inform. Theory 44, 1998). The variance is shrunk and Student's, because
//! it is learned from few check-ins (self-starting charts: Hawkins and Olwell, "Cumulative Sum Charts", 1998).
//!
//! One indicator beside the others tells more than its own row, because what all are off by is taken out. It also tells
//! of a rise where the others fell: so it counts no further than it moved itself. After a change was told, the way back
//! is held against the check-ins since that change, and the same way on against everything.
//! Every number below was chosen by simulation (`cargo xtask bench trends`).

use super::Direction;
use super::across::CheckIn;
use super::level::{Gap, Level, log_mean, ratio, softly};
use std::ops::Range;

/// Cuts that are looked at: the latest check-ins.
const CUTS: usize = 14;
/// Check-ins before a cut, or since a change that was told, so that there is something to hold against.
const BEFORE: usize = 8;
/// Values of an indicator before a cut, so that it counts.
const KNOWN: f64 = 3.0;
/// The share of what they are off by that indicators have in common.
const COMMON: f64 = 0.6;
/// A rater's slow drift: variance that comes with each day between the middle of the usual and the change.
const DRIFT: f64 = 1.5 * 0.25 * 0.25 / (60.0 * 7.0);
/// Variance of one step expected beforehand, as if seen so many times: of all indicators, and of one beside the others.
const SPREAD: (f64, f64) = (0.55, 32.0);
const SPREAD_ALONE: (f64, f64) = (0.36, 16.0);
/// Shifts looked for across indicators, in steps; one indicator alone: half a normal curve of this width.
const SHIFTS: [f64; 3] = [0.5, 0.7, 0.9];
const SHIFT_ALONE: f64 = 1.3;
/// Share of the evidence that looks at all indicators together; the rest at each alone.
const TOGETHER: f64 = 0.94;

/// One indicator before and since a cut.
#[derive(Debug, Clone, Copy, Default)]
struct Alone {
    usual: f64,
    known: f64,
    before: Level,
    since: Level,
    moved: f64,
    n: f64,
}

/// One place where the row may have changed.
#[derive(Debug, Clone)]
struct Cut {
    at: usize,
    /// The one direction it may speak for; none: both.
    toward: Option<Direction>,
    day: f64,
    middle: f64,
    before: Level,
    since: Level,
    alone: Vec<Alone>,
}

/// What the cuts say together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    /// Below 0 towards strain: the difference of ln(1 + ratio) of both directions.
    pub(super) statistic: f64,
    /// Where the likeliest cut in that direction lies, in the row.
    pub(super) since: usize,
    /// The usual before it and the mean since, on the scale of the composite.
    pub(super) usual: f64,
    pub(super) recent: f64,
    /// Indicators by place, with how far each moved.
    pub(super) moved: Vec<(usize, f64)>,
}

/// A row with its cuts.
#[derive(Debug, Clone)]
pub(super) struct Row {
    seen: Vec<(f64, CheckIn)>,
    cuts: Vec<Cut>,
    places: usize,
    /// The change that was told and not taken back yet: which way, and where it began.
    open: Option<(Direction, usize)>,
    /// Stretches from a change to the return from it, both told: no part of the usual.
    aside: Vec<Range<usize>>,
}

impl Row {
    /// `places` indicators, none seen yet.
    pub(super) fn new(places: usize) -> Self {
        Self { seen: Vec::new(), cuts: Vec::new(), places, open: None, aside: Vec::new() }
    }
    /// Evidence gathers anew: what was told is told. The other way round, it is the return from the change before.
    pub(super) fn told(&mut self, direction: Direction, since: usize) {
        self.cuts.clear();
        match self.open {
            Some((before, _)) if before == direction => {}
            Some((_, began)) => {
                self.aside.push(began..since);
                self.open = None;
            }
            None => self.open = Some((direction, since)),
        }
    }
    /// The direction of the change that was told and not taken back yet.
    pub(super) fn open(&self) -> Option<Direction> {
        self.open.map(|(direction, _)| direction)
    }
    /// Takes the next check-in; `looked_at` when evidence may be asked for within a window from here.
    pub(super) fn feed(&mut self, day: f64, check_in: &CheckIn, looked_at: bool) {
        let at = self.seen.len();
        self.cuts.retain(|cut| cut.at + CUTS > at + 1);
        if looked_at {
            let usual: Vec<usize> = (0..at).filter(|one| !self.aside.iter().any(|away| away.contains(one))).collect();
            if usual.len() >= BEFORE {
                self.cuts.push(self.cut(at, day, self.open(), &usual));
            }
            if let Some((direction, began)) = self.open.filter(|(_, began)| at >= began + BEFORE) {
                let since: Vec<usize> = (began..at).collect();
                self.cuts.push(self.cut(at, day, Some(direction.back()), &since));
            }
        }
        for cut in &mut self.cuts {
            cut.feed(day, check_in, Side::Since);
            for (place, value) in &check_in.values {
                let one = &mut cut.alone[*place];
                if one.known >= KNOWN {
                    one.moved += value - one.usual;
                    one.n += 1.0;
                }
            }
        }
        self.seen.push((day, check_in.clone()));
    }

    /// A cut whose usual is made of these check-ins.
    fn cut(&self, at: usize, day: f64, toward: Option<Direction>, usual: &[usize]) -> Cut {
        let usual: Vec<&(f64, CheckIn)> = usual.iter().filter_map(|place| self.seen.get(*place)).collect();
        let mut alone = vec![Alone::default(); self.places];
        for (place, value) in usual.iter().flat_map(|(_, check_in)| &check_in.values) {
            alone[*place].usual += value;
            alone[*place].known += 1.0;
        }
        for one in &mut alone {
            one.usual /= one.known.max(1.0);
        }
        let middle = usual.iter().map(|(day, _)| day).sum::<f64>() / usual.len().max(1) as f64;
        let mut cut = Cut { at, toward, day, middle, before: Level::default(), since: Level::default(), alone };
        for (day, check_in) in usual {
            cut.feed(*day, check_in, Side::Before);
        }
        cut
    }

    /// What the cuts say; none while there is no cut.
    pub(super) fn evidence(&self) -> Option<Evidence> {
        let today = self.seen.last()?.0;
        let (mut below, mut above) = (Vec::new(), Vec::new());
        for (which, cut) in self.cuts.iter().enumerate() {
            cut.weigh(today, |(down, up)| {
                if cut.toward != Some(Direction::Above) {
                    below.push((down, which));
                }
                if cut.toward != Some(Direction::Below) {
                    above.push((up, which));
                }
            });
        }
        let (down, up) = (ratio(&below), ratio(&above));
        let side = if down > up { &below } else { &above };
        let (_, which) = side.iter().copied().max_by(|one, other| one.0.total_cmp(&other.0))?;
        let cut = &self.cuts[which];
        let known: Vec<f64> = cut.alone.iter().filter(|one| one.known >= KNOWN).map(|one| one.usual).collect();
        let usual = known.iter().sum::<f64>() / known.len().max(1) as f64;
        let moved = cut.alone.iter().enumerate().filter(|(_, one)| one.n > 0.0);
        Some(Evidence {
            statistic: softly(up) - softly(down),
            since: cut.at,
            usual,
            recent: usual + cut.since.mean() - cut.before.mean(),
            moved: moved.map(|(place, one)| (place, one.moved / one.n)).collect(),
        })
    }
    /// The check-in at a place in the row.
    pub(super) fn at(&self, place: usize) -> Option<&CheckIn> {
        self.seen.get(place).map(|(_, check_in)| check_in)
    }
    /// The usual before the last `recent` check-ins and the mean since, while there are too few for evidence.
    pub(super) fn plain(&self, recent: usize) -> Option<(f64, f64)> {
        let before: Vec<usize> = (0..self.seen.len().checked_sub(recent)?).collect();
        let cut = self.cut(0, 0.0, None, &before);
        let known: Vec<f64> = cut.alone.iter().filter(|one| one.known > 0.0).map(|one| one.usual).collect();
        let usual = known.iter().sum::<f64>() / known.len().max(1) as f64;
        let last = self.seen[self.seen.len() - recent..].iter().flat_map(|(_, check_in)| &check_in.values);
        let off: Vec<f64> = last
            .filter(|(place, _)| cut.alone[*place].known > 0.0)
            .map(|(place, value)| value - cut.alone[*place].usual)
            .collect();
        Some((usual, usual + off.iter().sum::<f64>() / off.len().max(1) as f64))
    }
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    Since,
}

impl Cut {
    /// One check-in, as far off the usual of this cut, into the level of all indicators and into each beside the others.
    fn feed(&mut self, day: f64, check_in: &CheckIn, side: Side) {
        let (mut sum, mut n) = (0.0, 0.0);
        for (place, value) in &check_in.values {
            let one = &self.alone[*place];
            if one.known >= KNOWN {
                sum += value - one.usual;
                n += 1.0;
            }
        }
        if n == 0.0 {
            return;
        }
        let level = match side {
            Side::Before => &mut self.before,
            Side::Since => &mut self.since,
        };
        level.feed(day, sum / n, COMMON + (1.0 - COMMON) / n);
        // What the others are off by says part of what this one is off by; the rest is its own.
        let others = n - 1.0;
        let share = others * COMMON / (1.0 + (others - 1.0) * COMMON);
        for (place, value) in &check_in.values {
            let one = &mut self.alone[*place];
            if one.known < KNOWN {
                continue;
            }
            let off = value - one.usual;
            let (own, spread) =
                if others > 0.0 { (off - share * (sum - off) / others, 1.0 - share * COMMON) } else { (off, 1.0) };
            let level = match side {
                Side::Before => &mut one.before,
                Side::Since => &mut one.since,
            };
            level.feed(day, own, spread);
        }
    }

    /// Tells the log of each likelihood ratio, down and up, with its share: first together, then each indicator alone.
    fn weigh(&self, today: f64, mut tell: impl FnMut((f64, f64))) {
        if self.since.n == 0.0 || self.before.n == 0.0 {
            return;
        }
        let drift = DRIFT * ((today - self.day) / 3.0 + (self.day - self.middle) * 2.0 / 3.0);
        let gap = Gap::of(&self.before, &self.since, SPREAD, drift);
        let share = TOGETHER.ln();
        let shifts = |sign: f64| share + log_mean(SHIFTS.map(|shift| gap.against(sign * shift)));
        tell((shifts(-1.0), shifts(1.0)));
        let share = ((1.0 - TOGETHER) / self.alone.len() as f64).ln();
        for one in self.alone.iter().filter(|one| one.since.n > 0.0 && one.before.n >= KNOWN) {
            let mut gap = Gap::of(&one.before, &one.since, SPREAD_ALONE, 0.0);
            let own = one.moved / one.n;
            gap.by = if own * gap.by > 0.0 { gap.by.signum() * gap.by.abs().min(own.abs()) } else { 0.0 };
            let (down, up) = gap.wide(SHIFT_ALONE);
            tell((share + down, share + up));
        }
    }
}
