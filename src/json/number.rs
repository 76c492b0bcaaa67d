//! Reading numbers without the standard library's weight.

/// The number that begins at `at`, and the byte behind it; `None` if none does.
///
/// It is as many digits as an `u64` holds, times a power of ten: the standard
/// library's reading, exact to the last bit, weighs some 10 kB.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<(f64, usize)> {
    let is_negative = bytes.get(at) == Some(&b'-');
    let mut end = at + usize::from(is_negative);
    let (mut sum, mut scale) = (0, 0_i32);
    match bytes.get(end)? {
        b'0' => end += 1,
        _ => scale = digits(bytes, &mut end, &mut sum)?.1,
    }
    if bytes.get(end) == Some(&b'.') {
        end += 1;
        scale -= digits(bytes, &mut end, &mut sum)?.0;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let sign = bytes.get(end + 1)?;
        end += 1 + usize::from(matches!(sign, b'+' | b'-'));
        let mut power = 0;
        digits(bytes, &mut end, &mut power)?;
        let power = i32::try_from(power).unwrap_or(i32::MAX);
        scale = scale.saturating_add(if *sign == b'-' { -power } else { power });
    }
    let mut value = sum as f64;
    while scale != 0 && value != 0.0 && value.is_finite() {
        // 10²² is the last power that f64 holds exactly.
        let step = scale.clamp(-22, 22);
        let ten = (0..step.abs()).fold(1.0, |power, _| power * 10.0);
        value = if step < 0 { value / ten } else { value * ten };
        scale -= step;
    }
    Some((if is_negative { -value } else { value }, end))
}

/// Adds one digit or more to `sum`: how many, and how many found no room.
fn digits(bytes: &[u8], at: &mut usize, sum: &mut u64) -> Option<(i32, i32)> {
    let (mut taken, mut left) = (0, 0);
    while let Some(digit @ b'0'..=b'9') = bytes.get(*at) {
        let digit = u64::from(digit.wrapping_sub(b'0'));
        let longer = sum.checked_mul(10).and_then(|ten| ten.checked_add(digit));
        taken += i32::from(longer.is_some());
        left += i32::from(longer.is_none());
        *sum = longer.unwrap_or(*sum);
        *at += 1;
    }
    (taken + left > 0).then_some((taken, left))
}
