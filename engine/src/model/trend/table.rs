//! The table the thresholds and the words of the alarm budget come from. Written by `cargo xtask bench trends`: do not
//! edit by hand. How it is read is in `budget`.

use super::budget::Found;

/// Days between two check-ins that were simulated.
pub const GAPS: [f64; 3] = [7.0, 14.0, 28.0];
/// Prompts per stable person-year, rising.
pub const RATES: [f64; 11] = [0.05, 0.1, 0.15, 0.2, 0.22, 0.25, 0.35, 0.5, 0.75, 1.0, 1.5];
/// For each rate the threshold at each gap.
pub const THRESHOLDS: [[f64; 3]; 11] = [
    [4.584, 4.534, 3.633],
    [4.126, 3.954, 3.038],
    [3.855, 3.625, 2.686],
    [3.653, 3.376, 2.432],
    [3.586, 3.288, 2.345],
    [3.496, 3.170, 2.228],
    [3.207, 2.849, 1.917],
    [2.898, 2.496, 1.579],
    [2.541, 2.079, 1.123],
    [2.285, 1.758, 0.706],
    [1.914, 1.254, 0.500],
];
/// For each rate what is found, weekly.
pub const FOUND: [Found; 11] = [
    Found { within_12: [0.872, 0.507, 0.531, 0.660], within_6: [0.619, 0.246, 0.028, 0.297], median: 6 },
    Found { within_12: [0.914, 0.646, 0.653, 0.701], within_6: [0.738, 0.368, 0.050, 0.337], median: 5 },
    Found { within_12: [0.935, 0.708, 0.722, 0.728], within_6: [0.781, 0.428, 0.078, 0.388], median: 4 },
    Found { within_12: [0.948, 0.749, 0.769, 0.745], within_6: [0.821, 0.490, 0.096, 0.418], median: 4 },
    Found { within_12: [0.955, 0.763, 0.777, 0.755], within_6: [0.830, 0.504, 0.104, 0.428], median: 4 },
    Found { within_12: [0.959, 0.790, 0.794, 0.766], within_6: [0.843, 0.528, 0.123, 0.443], median: 4 },
    Found { within_12: [0.971, 0.835, 0.847, 0.790], within_6: [0.878, 0.613, 0.180, 0.488], median: 3 },
    Found { within_12: [0.981, 0.875, 0.880, 0.829], within_6: [0.903, 0.675, 0.227, 0.543], median: 3 },
    Found { within_12: [0.990, 0.921, 0.929, 0.853], within_6: [0.928, 0.745, 0.315, 0.597], median: 3 },
    Found { within_12: [0.994, 0.945, 0.949, 0.876], within_6: [0.950, 0.787, 0.377, 0.634], median: 2 },
    Found { within_12: [1.000, 0.969, 0.974, 0.897], within_6: [0.968, 0.855, 0.456, 0.688], median: 2 },
];
