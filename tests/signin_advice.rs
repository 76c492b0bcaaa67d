//! What a visitor is told when nobody was signed in: sentence, button and
//! `retryable` agree for every error, wherever it comes from.
#![cfg(not(target_arch = "wasm32"))]

// The view is for browsers alone; its words are not.
#[path = "../src/view/sign_in/messages.rs"]
#[allow(dead_code)] // words for what is no error
mod messages;

/// Where the words look for it.
mod signin {
    pub use scholar_badge::signin::Advice;
}

use messages::ENGLISH;
use scholar_badge::signin::{Error, OtherFlow, Reported, TokenAddress};

/// Every error, those of a server in each of their forms.
fn errors() -> Vec<Error> {
    let mut errors = Error::ALL.to_vec();
    for reported in Reported::all() {
        let others = [None, Some(OtherFlow::Implicit), Some(OtherFlow::Code)];
        errors.extend(others.map(|other| Error::ServerError(reported, other)));
        let addresses = [TokenAddress::Server, TokenAddress::Own];
        errors.extend(addresses.map(|address| Error::CodeRefused(reported, address)));
    }
    errors
}

#[test]
fn the_sentence_says_again_where_the_button_is_and_what_else_to_do_where_not() {
    assert!(errors().len() > 140);
    for error in errors() {
        let sentence = (ENGLISH.advice)(error.advice());
        let says = |words: &str| sentence.contains(words);
        let is_another_try = says(" try again");
        if error.is_calm() {
            assert!(error.is_retryable(), "{error:?}");
            assert!(says("You are not signed in"), "{error:?}");
        } else if error.is_retryable() {
            assert!(is_another_try, "{error:?}: {sentence}");
        } else {
            assert!(says("the site’s owner."), "{error:?}: {sentence}");
            assert!(!is_another_try, "{error:?}: {sentence}");
        }
    }
}

#[test]
fn what_the_developer_has_to_mend_is_no_matter_of_trying_again() {
    for error in errors() {
        if error.developer().contains("try again") {
            assert!(error.is_retryable(), "{error:?}");
        }
    }
}

#[test]
fn a_visitor_reads_no_code_and_no_attribute() {
    for error in errors() {
        let sentence = (ENGLISH.advice)(error.advice());
        assert!(!sentence.contains(error.code()), "{error:?}: {sentence}");
        assert!(!sentence.contains('"'), "{error:?}: {sentence}");
        assert!(sentence.ends_with('.'), "{error:?}: {sentence}");
    }
}
