//! Parameters out of multipart bodies: each part is text, under its field name.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;

use super::{Malformed, Params, form::Form};

/// Reads a multipart body that is already complete, so nothing here ever waits.
pub(crate) async fn multipart(body: Bytes, content_type: &str) -> Result<Params, Malformed> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| Malformed::Multipart)?;
    let whole = stream::once(async move { Ok::<_, Infallible>(body) });
    let mut parts = multer::Multipart::new(whole, boundary);
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(|_| Malformed::Multipart)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| Malformed::Multipart)?;
        let value = String::from_utf8(bytes.into()).map_err(|_| Malformed::Text)?;
        if value.contains('\0') {
            return Err(Malformed::Text);
        }
        form.add(&name, value)?;
    }
    Ok(form.finish())
}
