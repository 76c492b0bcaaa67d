//! Which attempts are under way, and which states are used up.

use super::callback::{Answer, Callback};
use super::error::Error;
use super::pending::Pending;
use super::secret::Secret;

/// How many used states are remembered, to tell a replay from a stranger.
const REMEMBERED: usize = 20;

/// The attempts of one page, each good for one answer.
#[derive(Debug, Default)]
pub struct PendingAttempts {
    pending: Vec<Pending>,
    /// The state, and what its coming back means; the newest last.
    used: Vec<(Secret, Error)>,
}

impl PendingAttempts {
    /// None under way.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets an attempt wait for its answer; an older one of the same client is
    /// over.
    pub fn begin(&mut self, pending: Pending) {
        let mut kept = Vec::with_capacity(1);
        for old in self.pending.drain(..) {
            if old.is_of_same_client(&pending) {
                self.used.push((old.state, Error::AttemptExpired));
            } else {
                kept.push(old);
            }
        }
        kept.push(pending);
        self.pending = kept;
        self.forget();
    }

    /// Takes the attempt that an answer belongs to; it is used up from now on.
    /// An answer that belongs to none changes nothing.
    ///
    /// # Errors
    /// [`Error::ReplayedState`]; [`Error::NotAsked`] if none is under way,
    /// [`Error::MissingState`], [`Error::WrongState`];
    /// [`Error::AttemptExpired`], also for one that a newer one replaced.
    pub fn take(&mut self, state: Option<&str>, now_ms: f64) -> Result<Pending, Error> {
        let used = |state: &str| self.used.iter().find(|used| used.0.expose() == state);
        if let Some((_, error)) = state.and_then(used) {
            return Err(*error);
        }
        if self.pending.is_empty() {
            return Err(Error::NotAsked);
        }
        let state = state.ok_or(Error::MissingState)?;
        let place = self.pending.iter().position(|one| one.state() == state);
        let pending = self.pending.swap_remove(place.ok_or(Error::WrongState)?);
        let is_expired = pending.is_expired(now_ms);
        let later = match is_expired {
            true => Error::AttemptExpired,
            false => Error::ReplayedState,
        };
        self.used.push((Secret::new(state), later));
        self.forget();
        if is_expired {
            return Err(Error::AttemptExpired);
        }
        Ok(pending)
    }

    /// Takes an answer to the attempt it belongs to. One that cannot be read,
    /// or is an error without a state, uses none up.
    ///
    /// # Errors
    /// Those of [`PendingAttempts::take`] and [`Pending::receive`].
    pub fn receive(&mut self, answer: Answer, now_ms: f64) -> Result<Callback, Error> {
        answer.check()?;
        if answer.is_stateless_error()
            && let Some(error) = answer.error()
        {
            if answer.is_form_refused() && self.pending.iter().any(|one| one.may_add_token) {
                return Ok(Callback::AskAgain);
            }
            return Err(error);
        }
        self.take(answer.state(), now_ms)?.receive(answer, now_ms)
    }

    /// Gives all attempts up: an answer, should it come, is too late.
    pub fn abandon_all(&mut self) {
        let given_up = self.pending.drain(..);
        self.used
            .extend(given_up.map(|one| (one.state, Error::AttemptExpired)));
        self.forget();
    }

    /// Whether an attempt is under way.
    pub fn is_waiting(&self) -> bool {
        !self.pending.is_empty()
    }

    fn forget(&mut self) {
        let surplus = self.used.len().saturating_sub(REMEMBERED);
        self.used.drain(..surplus);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::signin::pending::LIFETIME;
    use crate::signin::testing::{NOW, attempt, settings};
    use crate::signin::{Settings, encode};

    fn state(seed: u8) -> String {
        encode(&[seed; 32])
    }

    fn with(seeds: &[u8]) -> PendingAttempts {
        let mut attempts = PendingAttempts::new();
        for seed in seeds {
            let client_id = ["APP-", &state(*seed)].concat();
            let settings = Settings {
                client_id: &client_id,
                ..settings()
            };
            attempts.begin(attempt(&settings, json!({}), *seed));
        }
        attempts
    }

    fn take(attempts: &mut PendingAttempts, seed: u8) -> Option<Error> {
        attempts.take(Some(&state(seed)), NOW).err()
    }

    #[test]
    fn each_attempt_takes_its_own_answer_once() {
        let mut attempts = with(&[1, 2]);
        let pending = attempts.take(Some(&state(1)), NOW).unwrap();
        assert_eq!(pending.state(), state(1));
        assert_eq!(take(&mut attempts, 1), Some(Error::ReplayedState));
        assert_eq!(take(&mut attempts, 2), None);
        assert_eq!(take(&mut attempts, 2), Some(Error::ReplayedState));
        assert!(!attempts.is_waiting());
    }

    #[test]
    fn an_answer_that_belongs_to_no_attempt_ends_none() {
        let mut attempts = with(&[1]);
        assert_eq!(take(&mut attempts, 9), Some(Error::WrongState));
        assert_eq!(attempts.take(None, NOW).err(), Some(Error::MissingState));
        assert_eq!(attempts.take(Some(""), NOW).err(), Some(Error::WrongState));
        assert_eq!(take(&mut attempts, 1), None);
    }

    #[test]
    fn a_page_that_never_asked_takes_nothing() {
        let mut attempts = PendingAttempts::new();
        assert_eq!(take(&mut attempts, 1), Some(Error::NotAsked));
        assert_eq!(attempts.take(None, NOW).err(), Some(Error::NotAsked));
        let answer = Answer::parse("state=a&id_token=a.b.c");
        assert_eq!(attempts.receive(answer, NOW).err(), Some(Error::NotAsked));
    }

    #[test]
    fn an_answer_after_ten_minutes_is_too_late() {
        let mut attempts = with(&[1]);
        let state = state(1);
        let late = NOW + LIFETIME + 1.0;
        for _ in 0..2 {
            let error = attempts.take(Some(&state), late).err();
            assert_eq!(error, Some(Error::AttemptExpired));
        }
        assert!(!attempts.is_waiting());
    }

    #[test]
    fn a_newer_attempt_of_the_same_client_replaces_the_older() {
        let mut attempts = PendingAttempts::new();
        for seed in [1, 2] {
            attempts.begin(attempt(&settings(), json!({}), seed));
        }
        assert_eq!(take(&mut attempts, 1), Some(Error::AttemptExpired));
        assert_eq!(take(&mut attempts, 2), None);
    }

    #[test]
    fn an_attempt_given_up_takes_no_answer() {
        let mut attempts = with(&[1, 2]);
        attempts.abandon_all();
        assert!(!attempts.is_waiting());
        assert_eq!(take(&mut attempts, 1), Some(Error::AttemptExpired));
        assert_eq!(take(&mut attempts, 2), Some(Error::AttemptExpired));
    }

    #[test]
    fn the_last_twenty_used_states_are_remembered() {
        let seeds: Vec<u8> = (1..=21).collect();
        let mut attempts = with(&seeds);
        for seed in seeds {
            assert_eq!(take(&mut attempts, seed), None);
        }
        assert_eq!(take(&mut attempts, 1), Some(Error::NotAsked));
        assert_eq!(take(&mut attempts, 2), Some(Error::ReplayedState));
        assert_eq!(take(&mut attempts, 21), Some(Error::ReplayedState));
    }

    #[test]
    fn a_refused_form_without_a_state_asks_again_where_something_else_is_listed() {
        let answer = || Answer::parse("#error=unsupported_response_type");
        let received = with(&[1]).receive(answer(), NOW);
        assert!(matches!(received, Ok(Callback::AskAgain)));
        let received = PendingAttempts::new().receive(answer(), NOW);
        assert!(matches!(received, Err(Error::ServerError(..))));
    }

    #[test]
    fn an_error_without_a_state_is_told_and_ends_no_attempt() {
        let mut attempts = with(&[1]);
        for (text, error) in [
            ("#login_required", Error::LoginRequired),
            ("#error=access_denied", Error::AccessDenied),
            ("", Error::EmptyAnswer),
            ("state=a&state=b", Error::WrongResponseType),
        ] {
            let found = attempts.receive(Answer::parse(text), NOW).err();
            assert_eq!(found, Some(error), "{text}");
            assert!(attempts.is_waiting());
        }
        let answer = ["error=access_denied&state=", &state(1)].concat();
        let error = attempts.receive(Answer::parse(&answer), NOW).err();
        assert_eq!(error, Some(Error::AccessDenied));
        let error = attempts.receive(Answer::parse(&answer), NOW).err();
        assert_eq!(error, Some(Error::ReplayedState));
    }
}
