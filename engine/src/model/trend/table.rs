//! The table the thresholds and the words of the alarm budget come from. Written by `cargo xtask bench trends`: do not
//! edit by hand. How it is read is in `budget`.

use super::budget::Found;

/// Days between two check-ins that were simulated.
pub const GAPS: [f64; 3] = [7.0, 14.0, 28.0];
/// Prompts per stable person-year, rising.
pub const RATES: [f64; 11] = [0.05, 0.1, 0.15, 0.2, 0.22, 0.25, 0.35, 0.5, 0.75, 1.0, 1.5];
/// For each rate the threshold at each gap.
pub const THRESHOLDS: [[f64; 3]; 11] = [
    [5.166, 4.698, 3.524],
    [4.637, 4.110, 2.992],
    [4.322, 3.763, 2.665],
    [4.085, 3.507, 2.425],
    [4.007, 3.416, 2.339],
    [3.891, 3.292, 2.223],
    [3.584, 2.966, 1.913],
    [3.262, 2.613, 1.573],
    [2.892, 2.200, 1.122],
    [2.620, 1.885, 0.711],
    [2.214, 1.362, 0.500],
];
/// For each rate what is found, weekly.
pub const FOUND: [Found; 11] = [
    Found { within_12: [0.862, 0.506, 0.518, 0.701], within_6: [0.622, 0.250, 0.026, 0.294], median: 5 },
    Found { within_12: [0.911, 0.633, 0.631, 0.752], within_6: [0.729, 0.369, 0.050, 0.351], median: 5 },
    Found { within_12: [0.933, 0.700, 0.705, 0.781], within_6: [0.782, 0.435, 0.076, 0.394], median: 4 },
    Found { within_12: [0.949, 0.741, 0.764, 0.805], within_6: [0.820, 0.487, 0.098, 0.430], median: 4 },
    Found { within_12: [0.952, 0.756, 0.776, 0.812], within_6: [0.829, 0.506, 0.104, 0.440], median: 4 },
    Found { within_12: [0.958, 0.785, 0.791, 0.823], within_6: [0.844, 0.539, 0.126, 0.457], median: 4 },
    Found { within_12: [0.968, 0.835, 0.838, 0.849], within_6: [0.874, 0.617, 0.183, 0.528], median: 3 },
    Found { within_12: [0.980, 0.870, 0.872, 0.880], within_6: [0.903, 0.662, 0.221, 0.572], median: 3 },
    Found { within_12: [0.990, 0.907, 0.918, 0.905], within_6: [0.929, 0.730, 0.289, 0.626], median: 3 },
    Found { within_12: [0.993, 0.942, 0.938, 0.919], within_6: [0.942, 0.775, 0.344, 0.667], median: 3 },
    Found { within_12: [0.997, 0.964, 0.956, 0.935], within_6: [0.969, 0.837, 0.438, 0.715], median: 2 },
];
