import Core

/// Tokens that a provider and its impostors signed at 2027-01-15 08:00 UTC, with keys that were thrown away since.
enum SampleTokens {
    static let issuedAt = Instant(seconds: 1800000000)
    static let keys: JSON = [
        "keys": [
            ["kty": "RSA", "kid": "one", "alg": "RS256", "use": "sig", "e": "AQAB", "n": .string(modulus)],
            [
                "kty": "EC", "kid": "curve", "crv": "P-256", "x": "TyLG-xKy5lf_1uSafdvE2C7RzCIMt9QtB7xcDW6ltlk",
                "y": "Q1Qwnm5RatS7E2GVLgYZafMD16tJ1A6IjI-17t-k5R8",
            ],
            ["kty": "oct", "kid": "shared", "k": "AAAA"],
        ]
    ]
    private static let modulus: String =
        "uD-hg703l0gf4Chb7H-BEzYME8VPtccx_MppOhkVJiz_c0pSMw8NJuFBaPxgS1vusdfaxe-1KaEb0jX4R0tu4K6zB2"
        + "3ZGXjkS1pZAJSSNaXuNmV0Uyb7Axg3lLz89CUon54nCIOBzLBokfASuMeLoPIb9cjM-dSQQ1kXOemOupqfF5QwKL-A"
        + "KGOrD_R20UUDYArncatDSIhnhQYYoeDH7SvdSOP_sv7yz3FZYMLfsrneMicmUQJ6AOcO8Z6WOpJ-ttfWqjVwUBvc9s"
        + "hJJ796JXj-HRSX5FEije6dRY_oLR9riQWx3ZYpT93EO7M6vPWXh9Acw8gSAy8a6oZc1BZHLw"
    static let good: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.P0SdiLEIun6-y4Zit5ChuDaX7cgwGSKFX8cIyVkgQTRGEPdk"
        + "l32qcGO4-gJd84vaoboq8sTK9C7PDAb5pihPHXzzrLm3haNW8VY8cETAhBO73LA3aZvHeaD2loh3p0LlbLPCEQdT_4"
        + "H6In-T7J_mT4HKB8VDd8g-VSVT4VOA3-yWpbQKbkA2wWWtt374fMjZyIUJhhT8ExYjYILsgl0nIXOFyAAYoi-nAZ8a"
        + "EXdtxrxd2CovH-pwoHdwT2PVYdgkXXQ237FuLVdSABE21QNHzcexUC8rZUgcCnPgNQ9mdw-dqi0MJGO-vX4HFaULee"
        + "ZFIL1rWTb9G6eQdMpoMTCKsA"
    static let goodOnTheCurve: String =
        "eyJhbGciOiAiRVMyNTYiLCAia2lkIjogImN1cnZlIn0.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZC"
        + "I6ICJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQi"
        + "OiAxODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haW"
        + "xfdmVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.CJVNaU2v3L46y6iPAW9u3e7u21UTHGz1bsQywrdfzMsVi"
        + "fgM1K2AYaCZEionAAP5KirfWQM6uACfx7RJYFOVig"

    /// What is wrong, how it is told, the token.
    static let forged: [(what: String, failure: String, token: String)] = [
        ("unsigned", "algorithm", token0),
        ("signed with the public key as a secret", "algorithm", token1),
        ("of another issuer", "issuer", token2),
        ("for another client", "audience", token3),
        ("for several without saying whose", "party", token4),
        ("of another party", "party", token5),
        ("expired", "expired", token6),
        ("old", "expired", token7),
        ("from the future", "early", token8),
        ("not valid yet", "early", token9),
        ("with another nonce", "nonce", token10),
        ("without a nonce", "nonce", token11),
        ("without a subject", "subject", token12),
        ("of an unknown key", "unknownKey", token13),
        ("signed by somebody else", "signature", token14),
        ("with an extension that must be understood", "malformed", token15),
        ("altered", "signature", token16),
        ("whose key is of another kind", "unknownKey", token17),
    ]

    private static let token0: String =
        "eyJhbGciOiAibm9uZSIsICJraWQiOiAib25lIn0.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6IC"
        + "JtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiAx"
        + "ODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfdm"
        + "VyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ."
    private static let token1: String =
        "eyJhbGciOiAiSFMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.m2dW5kpUhO5QdF1S7wM8wZxQYVIioZR9d6a7TteXIms"
    private static let token2: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9ldmlsLmV4YW1wbGUiLCAiYXVkI"
        + "jogIm1haW5saW5lIiwgInN1YiI6ICIyNDgyODk3NjEwMDEiLCAibm9uY2UiOiAibi0wUzZfV3pBMk1qIiwgImlhdCI"
        + "6IDE4MDAwMDAwMDAsICJleHAiOiAxODAwMDAwMzAwLCAiZW1haWwiOiAiYWRhQGFjbWUuZXhhbXBsZSIsICJlbWFpb"
        + "F92ZXJpZmllZCI6IHRydWUsICJuYW1lIjogIkFkYSJ9.FqD4DsnHc4SQplFgNWcYWQCPWCA436UfZIwqSVWNkhaycP"
        + "jRyCXvzm_vLh5w2Ya1_CqwYgMnyNJCLJhgpH3-8aeEwxzqGDTDRgM1rjFzkViz7li_Y76B54qSpajFaajVcYjjog3O"
        + "mGUXk5P0PquaEHLHv07LpkaFFZJ3JMWAjsCHsWvil_ESirxigzCEyJGIk9Ap2Vtn-RxU5k86VFQIQOJbNpY91xJ2fK"
        + "jjI7PMhtwk5ZDFAVM6S-W-5tqV86VCaZ5i8-zjxOVcAaL79jDGz-1Dx1inSi63T8WBmK9iQtL_-MzK96d83vRoX48T"
        + "7Br_GdMtSIgJTlM9Iz362ibLxw"
    private static let token3: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJvdGhlciIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiAxODA"
        + "wMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfdmVya"
        + "WZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.oXbF7wSM0V2Vr9hS_JhWFke92ftKerfM2semV9GHrSJmvjUhNSJ7"
        + "qB04qaJ8Rk5B8drLgbOFMsDmsNM3UG9JPGThqaRz7KbxFv8QlQo95xNDhBYdsLc4a36QTxtvI3-N5kZljpJkGOYTaH"
        + "mg5UTw3WF6VSRpX8rlk1nUaTpVWC903iq9CIFPoaYTjxPT9VQd41T9W_XZ-1ededAn7goI5Bpj9Ae_Od9SCm3tzubt"
        + "yAdF4vp1QQbb1zwiAxxKLdDA71dZrzMqKzp0nVXx9hbCFwZ6avwUN-EzhRQhlczgV8mf9NgDnqJbCYzk116FSLx_sD"
        + "SvpRyw1g-fS8DVpSS8mQ"
    private static let token4: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "FsibWFpbmxpbmUiLCAib3RoZXIiXSwgInN1YiI6ICIyNDgyODk3NjEwMDEiLCAibm9uY2UiOiAibi0wUzZfV3pBMk1"
        + "qIiwgImlhdCI6IDE4MDAwMDAwMDAsICJleHAiOiAxODAwMDAwMzAwLCAiZW1haWwiOiAiYWRhQGFjbWUuZXhhbXBsZ"
        + "SIsICJlbWFpbF92ZXJpZmllZCI6IHRydWUsICJuYW1lIjogIkFkYSJ9.D46MSb3wrJl6tylhT14Ud1LC6hZ1OFEZ-B"
        + "PQKGz3xmCYDpJCy7_3Mu9f7iTGFdNRbgg9gTAzDETVD9sHbm0-4Uc_vFEi5veau__pv00qLJ2MHXWF8Hpc_ed8uVhG"
        + "itR2IV9xdyGFtT-t4-xc-H1DU-HODtZp8CDb1gzH5y7wiyBM9upn-lDMsYLMMrkajrXKVAayT9kSyUe-7nSGe55rwG"
        + "QRkf_QiYxSNqoTRX2tC1tIzYxYawUN3U-nkQadDpdVWCdSu0k4dRryFV4l-cru5fnfNGvTpCSjB-LUr6tPQn2HyHHj"
        + "95R1hb3_yojPaIWDS_GOSEdyZyYpLVYtTBSvrg"
    private static let token5: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEiLCAiYXpwIjogIm90aGVyIn0.a8orhX14L8r_yF1SY4IUUndDLjJ"
        + "QvQYgv0mEm-TdpY_8GgrcZdIWGYVzFIQoA0v35KKetqB9oMNgf_aadXB30wZRXraLRpWY8FiBOTaFQF0B4Aft6NksC"
        + "yVtx494dG0uMpVrrn2q5_v4hsiFOKiL-1kC5gzmZMmgtzLq0IMs5PZpBEpsoZq1g-YnFRZqnGLjZtycC0ejtoT2KHH"
        + "r03-Qe8DADayt_UjZVcG8BnaiHccSjsqNFxf4xpv6szuXwd5oejwQ248T-xyZWUWUPFhCVoqk2L6MYmjXVmbmE6pPl"
        + "tfVGPBDKuBKT4-Fi6GGAO3G-kW5uE-PNZhqXYl5AqLiYQ"
    private static let token6: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDAwLCAiZXhwIjogMTc5OTk5OTkzOSwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.FYBeC9aLnmKeVt3ezYISq3R1CEgBkoufPuStkr9m8V7mOz8I"
        + "Jrg3dOATJeyoHR0ihWjbuaLVLS8ivfXpSxxY9fBoVW7GBPOEIGkBxFxTbv1XTPLcD-UwogAW6mBFRGQFlcypZchBX7"
        + "gGPRCBHJvgYJB4TJvKe9Wyh4gv6WWmiYo6NafT5c1IHWKv1BwGl8aiR0fCQgXAWm9M4ezORDx8ZyZhvXtgDoUdl2EY"
        + "F24xl_YrrtXYOvLMOBB3TUQYKXZ1WZC-kR-lPRdZUTFHF4Ebs6hR7oZTfbNCpHyQpF7ZopcbTI-hLWUy6k5NVQyjHv"
        + "mVeG9nZ-6pVSJah36II1_Vqw"
    private static let token7: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xNzk5OTk5Mzk5LCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.axBvSqGlm7OytFXRy6nxrnwEi6Xqsb0MdRBzgCs1OGBHevP4"
        + "xX1uIfupMt_LT_XbI_DgFZ2upJMfQxgKGgybFTt7ntpJzfSPtxii8ypznYgHCSQJK7EkoOernSLTz_fjSCub3RVseU"
        + "6GsyCRlFvEj_bXJwaBPh1Dl0qit8HpLJ9NGmA5hyzGYSxLMgZZL9k--EfEhRL21lLFCIZ9TQiTB1myff5WWFDPqzCF"
        + "BnzXfYux3eZ8uWWDuIQW3XTLGg_SodlyfvgOfH57jhEXTsGz21SjWkBp58h7HAYV6v54PKaigNaFce0mAvy7cFEWLT"
        + "x3EXjaz4UG5oaAv3vDQHKbjA"
    private static let token8: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDYxLCAiZXhwIjogMTgwMDAwMDQwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.q7G9_fWYxw-H5TsnPBGnaON9p-4sl58MThr7vjtC_vz-lJsF"
        + "nYVDDo4_jCad7MHr2PbLzCxB7jIrN6dfScPpJrRTsBNtWYqPKhXthEBjmPJRHC4wEZsSsnnbeasQj3uk-AVhTy0pbL"
        + "V8D-iBOXFIXjey5sEttcACgBBMtUK496kmjrgAh5ItbdUBzotW1hQvyLD1ej6Dfm7t-BXX5P_bMxty06vsHEFyOrQX"
        + "WONSH1zy1ywhsy-1y_UkPMmomc2p5Sj4dyVazeG0FLUunFlTLHg1yxvLhHk7LVL9vPRhkZKMdOd-uRccUjLM_OSDq0"
        + "Ex-vb7IAKTOx6TrnvbMVgkRw"
    private static let token9: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEiLCAibmJmIjogMTgwMDAwMDA2MX0.WqikqoBCgxQXMRhXDZxSz-a"
        + "V8IkjqIOL_XR4RYV6eNxrIAPzJtFzucyn3J3suvfda4rhNz4LDpeCwnRd5ODas5TUcaPz7jgB2JdmGWsD6oRR7exGl"
        + "EAW-DjgywbPGGMsv6dOxmB7iqySQSfYgzYRCy39bO8sRut_Py-E5UVHe2ZLoT57CJ-D80rDZZ9kfIWfPctW3eaBEwF"
        + "uq-MJJF7ssULLLN5I4unFetpAToQcb2u-7wQJr16m8GLjGBvNjJCDa5MG8797_yf_cjbOR__HgxFkG46Pui0z-an25"
        + "8F0zKpLH6vAI7Jegi3VIRY2YvArhrB22QNq0bdmmwKdR1oTRw"
    private static let token10: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm90aGVyIiwgImlhdCI6IDE4MDAwMDA"
        + "wMDAsICJleHAiOiAxODAwMDAwMzAwLCAiZW1haWwiOiAiYWRhQGFjbWUuZXhhbXBsZSIsICJlbWFpbF92ZXJpZmllZ"
        + "CI6IHRydWUsICJuYW1lIjogIkFkYSJ9.cH1Af5tknJEq3XwY__tpe5dK7_CmquhUpty1H2eX_19Uojdzg3eRoFkDUQ"
        + "t6_fGEqzrv3AzYOi5ausIcXOHOfEkAjxv6FHD2NvY4z_51GlwLtnxh0c_gGf0YGjbg2WWmKHgfBBJHhaXb6qU0AE1A"
        + "RtRlk2TYEiWYT8j07Z0eIN7sSx-QX4WBbzWz9FlMuCtqHqm4MndHSdMHBW5T-_QXvQT94i-GVyb3GA3vQGhUmoPeJC"
        + "3ZkTAtPANLRy7W13lOsrXft378qty9PSslOTQSrAYSOhLLgSUI62F17FwgNI4Bal8fxBpFMQSWfJl37_tU_o3Yz4mV"
        + "3wifKBBrkHP01g"
    private static let token11: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgImlhdCI6IDE4MDAwMDAwMDAsICJleHAiOiAxODAwMDA"
        + "wMzAwLCAiZW1haWwiOiAiYWRhQGFjbWUuZXhhbXBsZSIsICJlbWFpbF92ZXJpZmllZCI6IHRydWUsICJuYW1lIjogI"
        + "kFkYSJ9.O87_aoRY8bd7YvzwniiyBnXEPvt-xCjJzWoVJprGcKm4F5onZUQld_xGA0QR0PLu5Ll6qVba79X59IhzX4"
        + "iDaPb6XI3hCnXTrjyA32xAK04Zg05CyBGkBwBNHv0-44O64WownUDNRz055ghgdOSCmt89dCojy_pkon8eogzI0Bxu"
        + "EBeeXhVtPLSngvJyp_Q9u7Dxlo674g40WKRvq7RMj-O67U_mhGQCt_hYPVSCIaMLlsWoc-jVBT5me03KPQeWhq38wa"
        + "dM2iusoc3zSlRBdgaf-STY7_SJGu_TFl4JFDVpBmiqFgaIBcUVYZeURf2J8aaOjM3O-L5IxAz6pipCbg"
    private static let token12: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJub25jZSI6ICJuLTBTNl9XekEyTWoiLCAiaWF0IjogMTgwMDAwMDAwMCwgImV4cCI6IDE4MDA"
        + "wMDAzMDAsICJlbWFpbCI6ICJhZGFAYWNtZS5leGFtcGxlIiwgImVtYWlsX3ZlcmlmaWVkIjogdHJ1ZSwgIm5hbWUiO"
        + "iAiQWRhIn0.Z8DcKZX3DvJncAgP0dMcGYCz4DbRPUcMBv7oPhGtYHuOi-OI6iPD_Cp76E41jUTarvKKv3I099kIcos"
        + "2-Rxi01yh8grTZV2okrMPVRD379A9JVqEz3qif7AdeUPgDoauQ6POL6kFiG3lBaFWaapH5rk8EMhoXHKLE6dly3Olf"
        + "dytXx7T3O_8lDS0zkelqfHaTz_lFVEeMoBoYAb-xckUEEEIEe1DFty2JUluL1SCMjspUHvPDSILWHwt0CIkM-XiEUd"
        + "LrrRf-A8EaMxc9hfM6XMCLw4o-DrO7uVOh1bmeOfz58MzVAJ-wwmvCoGXAyOzPgW-meQKU0AkQLE0HUZOVg"
    private static let token13: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogInR3byJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.old6w_bfyEmWIyEDiBnuEUwegYGUdIc118NXA8EiAvxhh3l2"
        + "uTEruQp9Y_EZBbiHZ53QAjPlCEny0BgorkXNNOlWez_V0av-W_x5GM4Q0kV8RJTOqCBtq3CPLc15UB-MqUPVM-kSlM"
        + "T3LGUEhrAWJDhM9FNMyc5Gkij4P6ILOacSSe5la2wpWQuvUyPp2kc5BFZhf73Fjpo2-lzlo-B90GrTj3jvnbvAOQKm"
        + "jDCGPzIB6g43hIgyWqJdhYzMJMz88o_gScMkV3nkICt7xXtyvrt90GBjLX6-HkM5i2zuvx8-9kdHpNPO0GxsNI5Bty"
        + "Mm3XAy_TvWtfN-RszaL4SaqQ"
    private static let token14: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.0hH91AqREwcXw12W_xYGi2zb2gZoDJ41KwMMNPd7zzHjHOoh"
        + "F77h2vxd5ggoAPcIzURnCuEsjXjYfM-hHg2B63tqxEE1pUldfzY_4qwjUXN8zf2g5Wbg4sy9b2C6uJglGStxoV8hfg"
        + "P0KppZI2f4kGtycwzqtsDtxX7cSy4aCwd2L7p62cwUowB7k_AX8fq9w_5dPyaRknl8P5bIhANgmLgSkycRWgACVLQn"
        + "kQmpy3LnHjx3NhP7xai8bqypGbQmLvOIOD4jUJWGAQUTi3yx8iBHREFoi57f3Ks1bA8vPxnttbO7EQX_DqmwTKj1cr"
        + "2mz-0zAONpuQjiSX_P1bxmiQ"
    private static let token15: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSIsICJjcml0IjogWyJ4Il0sICJ4IjogMX0.eyJpc3MiOiAiaHR0cH"
        + "M6Ly9pZC5leGFtcGxlIiwgImF1ZCI6ICJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjog"
        + "Im4tMFM2X1d6QTJNaiIsICJpYXQiOiAxODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYU"
        + "BhY21lLmV4YW1wbGUiLCAiZW1haWxfdmVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.ISZjmUIH4K5peiS-Q"
        + "Qwp52PXafOeEI02NsWHck4fQrhkXAarFkTrIFwo4neb7ulFHgsuVXprA3mrlQqbxuPjTT90N1j9CLRE5zTzDVcObzt"
        + "TYRsy6a80NLHFCDE78R7OAgv2l48Y4uxXeQXkwL3ea2urLGhpYjFOmAJ6n4MM8pLlNFKw0KGymlnR1ecPoUY52qC_p"
        + "AF7GUUIsj-Ev1ks3nTkjlFgG0at115-JuCtjIj9fSgiNbuFpLAq6aVSMdBRZslSlo81eUd9MQwmv8dxQgP4qAGBUAE"
        + "rqOOarMxUeDe5QxzdFX2ZHjq6DOa3HlqQ3buE3qS1KOodIMS74I0Blg"
    private static let token16: String =
        "eyJhbGciOiAiUlMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMSIsICJub25jZSI6ICJuLTBTNl9XekEyTWoiLCAiaWF0IjogMTgwMDAwMDAwMCw"
        + "gImV4cCI6IDE4MDAwMDAzMDAsICJlbWFpbCI6ICJhZGFAYWNtZS5leGFtcGxlIiwgImVtYWlsX3ZlcmlmaWVkIjogd"
        + "HJ1ZSwgIm5hbWUiOiAiQWRhIn0.P0SdiLEIun6-y4Zit5ChuDaX7cgwGSKFX8cIyVkgQTRGEPdkl32qcGO4-gJd84v"
        + "aoboq8sTK9C7PDAb5pihPHXzzrLm3haNW8VY8cETAhBO73LA3aZvHeaD2loh3p0LlbLPCEQdT_4H6In-T7J_mT4HKB"
        + "8VDd8g-VSVT4VOA3-yWpbQKbkA2wWWtt374fMjZyIUJhhT8ExYjYILsgl0nIXOFyAAYoi-nAZ8aEXdtxrxd2CovH-p"
        + "woHdwT2PVYdgkXXQ237FuLVdSABE21QNHzcexUC8rZUgcCnPgNQ9mdw-dqi0MJGO-vX4HFaULeeZFIL1rWTb9G6eQd"
        + "MpoMTCKsA"
    private static let token17: String =
        "eyJhbGciOiAiRVMyNTYiLCAia2lkIjogIm9uZSJ9.eyJpc3MiOiAiaHR0cHM6Ly9pZC5leGFtcGxlIiwgImF1ZCI6I"
        + "CJtYWlubGluZSIsICJzdWIiOiAiMjQ4Mjg5NzYxMDAxIiwgIm5vbmNlIjogIm4tMFM2X1d6QTJNaiIsICJpYXQiOiA"
        + "xODAwMDAwMDAwLCAiZXhwIjogMTgwMDAwMDMwMCwgImVtYWlsIjogImFkYUBhY21lLmV4YW1wbGUiLCAiZW1haWxfd"
        + "mVyaWZpZWQiOiB0cnVlLCAibmFtZSI6ICJBZGEifQ.KTshLn7FUWSkVzOIDBw3RRBAYP-9z1KGUqxwe62s0IDrIQq6"
        + "F07XlHXK4-i-z8MZeCC1te7T_84R1bTe2ywftQ"
}
