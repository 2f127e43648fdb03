//! A certificate that is bought for a customer: asked for, proven, fetched and asked for anew.
