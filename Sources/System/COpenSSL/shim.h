#pragma once
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>
#include <string.h>

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

/* ECDSA over P-256 with SHA-256 (RFC 7518 §3.4): the point as two 32-byte numbers, the signature as R and S of 32 bytes
   each. 1 valid, 0 not valid, -1 the key cannot be used. */
static inline int openssl_es256_verify(
    const unsigned char *x, const unsigned char *y, const unsigned char *message, size_t message_count,
    const unsigned char *signature) {
  int result = -1;
  unsigned char point[65];
  unsigned char *encoded = NULL;
  int encoded_count = 0;
  char group[] = "prime256v1";
  EVP_PKEY *key = NULL;
  EVP_MD_CTX *digest = NULL;
  ECDSA_SIG *pair = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(signature, 32, NULL);
  BIGNUM *s = BN_bin2bn(signature + 32, 32, NULL);
  EVP_PKEY_CTX *make = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
  point[0] = 4;
  memcpy(point + 1, x, 32);
  memcpy(point + 33, y, 32);
  OSSL_PARAM parameters[3];
  parameters[0] = OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0);
  parameters[1] = OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point);
  parameters[2] = OSSL_PARAM_construct_end();
  if (!pair || !r || !s || !make) goto done;
  if (ECDSA_SIG_set0(pair, r, s) != 1) goto done;
  r = s = NULL;
  if (EVP_PKEY_fromdata_init(make) != 1) goto done;
  if (EVP_PKEY_fromdata(make, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) goto done;
  encoded_count = i2d_ECDSA_SIG(pair, &encoded);
  digest = EVP_MD_CTX_new();
  if (encoded_count <= 0 || !digest || EVP_DigestVerifyInit(digest, NULL, EVP_sha256(), NULL, key) != 1) goto done;
  result = EVP_DigestVerify(digest, encoded, (size_t)encoded_count, message, message_count) == 1;
done:
  ERR_clear_error();
  OPENSSL_free(encoded);
  EVP_MD_CTX_free(digest);
  EVP_PKEY_free(key);
  EVP_PKEY_CTX_free(make);
  ECDSA_SIG_free(pair);
  BN_free(r);
  BN_free(s);
  return result;
}
