//! Who is at the keyboard: sign-in with an ORCID iD from a page without a
//! server, and what is checked before anybody is believed.
