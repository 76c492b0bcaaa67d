//! Bodies of refused requests.

use super::{Node, value};

/// What the body of an error says (v3.0 `error:error`, and OAuth's error
/// answer, RFC 6750 section 3, which has no numbers).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ErrorBody {
    /// The HTTP status as the body repeats it.
    pub status: Option<u16>,
    /// ORCID's own number of the error, such as 9016.
    pub code: Option<u32>,
}

/// Reads an error body of either shape; `None` when it is none.
pub fn read<N: Node>(body: &N) -> Option<ErrorBody> {
    let status = value::whole(body, "response-code").and_then(|status| status.try_into().ok());
    let code = value::whole(body, "error-code").and_then(|code| code.try_into().ok());
    if status.is_none() && code.is_none() && body.get("error").text().is_none() {
        return None;
    }
    Some(ErrorBody { status, code })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::json_node::JsonNode;
    use super::*;

    #[test]
    fn both_shapes_are_errors() {
        let body = |status, code| Some(ErrorBody { status, code });
        for (answer, expected) in [
            (
                json!({"response-code": 404, "error-code": 9016}),
                body(Some(404), Some(9016)),
            ),
            (
                json!({"response-code": "409", "error-code": "9018"}),
                body(Some(409), Some(9018)),
            ),
            (
                json!({"error-code": -1, "response-code": 500}),
                body(Some(500), None),
            ),
            (
                json!({"error": "invalid_token", "error_description": "x"}),
                body(None, None),
            ),
            (json!({"error": {}}), None),
            (json!({"path": "/0000-0002-1825-0097"}), None),
            (json!(null), None),
        ] {
            assert_eq!(read(&JsonNode(&answer)), expected, "{answer}");
        }
    }
}
