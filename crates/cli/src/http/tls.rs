//! TLS on the listener: rustls with ring, TLS 1.2 and 1.3, HTTP/1.1.

use std::path::PathBuf;
use std::sync::Arc;

use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Where certificate and key stand, both as PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, followed by those between it and the root.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

impl TlsFiles {
    /// Reads both.
    ///
    /// # Errors
    /// Says in words which file cannot be used.
    pub fn read(&self) -> Result<RustlsConfig, String> {
        let chain = self.chain().map_err(|why| self.words(&self.certificate, &why))?;
        let key = PrivateKeyDer::from_pem_file(&self.key)
            .map_err(|why| self.words(&self.key, &why.to_string()))?;
        // The provider is named here instead of being installed for the whole process.
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|config| config.with_no_client_auth().with_single_cert(chain, key));
        let mut config = config.map_err(|why| self.words(&self.certificate, &why.to_string()))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(RustlsConfig::from_config(Arc::new(config)))
    }

    fn chain(&self) -> Result<Vec<CertificateDer<'static>>, String> {
        let chain: Result<Vec<_>, _> =
            CertificateDer::pem_file_iter(&self.certificate).and_then(Iterator::collect);
        let chain = chain.map_err(|why| why.to_string())?;
        if chain.is_empty() {
            return Err("holds no certificate".to_owned());
        }
        Ok(chain)
    }

    fn words(&self, file: &std::path::Path, why: &str) -> String {
        format!("TLS cannot be used: {}: {why}", file.display())
    }
}
