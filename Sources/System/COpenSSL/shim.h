#pragma once
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>

/* RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2.2). 1 valid, 0 not valid, -1 the key cannot be used. */
static inline int openssl_rs256_verify(
    const unsigned char *n, size_t n_count, const unsigned char *e, size_t e_count,
    const unsigned char *message, size_t message_count, const unsigned char *signature, size_t signature_count) {
  int result = -1;
  EVP_PKEY *key = NULL;
  EVP_PKEY_CTX *make = NULL;
  EVP_MD_CTX *digest = NULL;
  OSSL_PARAM *parameters = NULL;
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  BIGNUM *modulus = BN_bin2bn(n, (int)n_count, NULL);
  BIGNUM *exponent = BN_bin2bn(e, (int)e_count, NULL);
  if (!builder || !modulus || !exponent) goto done;
  if (!OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus)) goto done;
  if (!OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent)) goto done;
  parameters = OSSL_PARAM_BLD_to_param(builder);
  make = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
  if (!parameters || !make || EVP_PKEY_fromdata_init(make) != 1) goto done;
  if (EVP_PKEY_fromdata(make, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) goto done;
  digest = EVP_MD_CTX_new();
  if (!digest || EVP_DigestVerifyInit(digest, NULL, EVP_sha256(), NULL, key) != 1) goto done;
  result = EVP_DigestVerify(digest, signature, signature_count, message, message_count) == 1;
done:
  ERR_clear_error();
  EVP_MD_CTX_free(digest);
  EVP_PKEY_free(key);
  EVP_PKEY_CTX_free(make);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);
  BN_free(modulus);
  BN_free(exponent);
  return result;
}
