using System.IO.Compression;

namespace Arise.Tests.Microscopy.Formats;

/// <summary>
/// Files that HDF5 2.0.0 wrote (through h5wasm 0.10.3), "old" with the forms that every version reads, "new" with those
/// of version 1.10; compressed with gzip. Velox: two frames of 4 x 3 pixels, 1000 frame + 10 row + column. Berkeley:
/// 3 x 2 pixels 1, 2, 3, 4, 5, 6.5 in packed chunks of 2 x 2. Two images: image_data of 3 x 2 pixels 1 to 6, a mask.
/// </summary>
internal static class Hdf5Files
{
    internal static byte[] VeloxOld { get; } = Unpack(
        """
        H4sIAAAAAAACA+2Yy27TQBSGx56E5oJFirhESIVqJFAXpiKVEMW7gFOZBRC1gMIO0w7NiDYpiSsKVfZl1yWPwKOw7CNUrAJsKi47IMiemcQz
        aSBVKRT1fJvTc3w8jsZ/f9vnlefOWJlzGRSSSqEEyqE4HUG+oOby+CMRDRE3RHxjyroRHcuL+qhYX++7N1sqhd0dDXmd7SSPKQQcRbxSsRzG
        isilSt+aap/rB35cj94+rztIvx7meTU5nH7badAv6LdfvxtJte/Wsr9I/6B+5+7cdUMFS92NY9WvdR0De/OB8gjPV9LD+cCOBT4APtDvA5tp
        tc8vPJ5CB+gDEyOqD+g6BvbmA5Usz9es4XzAy6n3HzjaPjAu4mtr9/fZ2zTwF8Tf8f/b6X36wJWsup6uY2CQDxzje2bInN8JA/OCeK1CCRHl
        Z4pel76AUS5aKtft5c6QRKmobmLT4O8NXCnYTGyO9pZMiF/S/Ro6Ke5wWNx5Zz3tKe1g4Loyu7qaPvHrful7WxdBS3HC50a4j/pzIz/k+Vtj
        POYH6lalPabmuj4NTb8AAAAAAAAAAByuL1MTYZRBWXQcWegUOo3OoLOojd/jD/gj/oQ/4y/4K/6Gv+MfuIPXyc16gxJnncgJg0ufsBoLWL32
        gDaarF4jDrk2eZ20bHKD1fzGi1naXF0KwlOK889WWTPqvV9jAXEIsYlLAzof1BvEIV6x6M4Qm5TZGl2aYy+j6zxnC0GVOKQwOXWVXi4UiE2q
        lC1Wg3itJU4Kl60QhyyTWOFhVGi1/vbOwl4BAAAAh/fpr8+lJ3jk42Nki7qc58l8tzk0P8Qnuv1zaD5hxCbevtRbypCn9c+fV/7Jfgyap9rG
        b048r+5Pb39V7Atabqh9BkgSAAAAAADgv+AnuNRB5RgxAAA=
        """);

    internal static byte[] BerkeleyOld { get; } = Unpack(
        """
        H4sIAAAAAAACA+2aMW/TQBSA39kxdZqEplVFTRfcrROiqEO2FLWhGRCpgAEJQWw1JologgWu1MLAwBK2IjEwMjAwIX4GP6N0YoRfEGTfO9t3
        TdOoAaQo75OSl3f37k66e3nv9Ox31a3bhdnlWQgxTchAEdL0Eask66LfQclQ9lB+0UQ7i/osbJ/H+VW7B/cqldC6ryDWOTa4NIGYRqqVWzuh
        fIi68NLvmmzXcAM37Y/VMdc9y3+rOtdbxmj++zNL/kv+m/iv8KeeIdvtuUHQ3vXsdsdteik/3rjguvfv1rZCDxZ+Z+tyvFb9mDgrDuhSHChi
        HLiR47o41/PiwMe8fP7EdMcBG+VRdnAea7Q7ayhvpv+3pTHjwOqMHAd2UPezdEbDEPlf3a88ngiDOciDCV6nUW++eL7v14ND3wMomgCZ1Ikz
        5d7MYIb/ZkJf5VLjDeKag+H6lK6DFQ2dt6/F6yyZsPQG+w0wo35N5xPmwI50Fq9nRt8N7+meG3g4R3hf4ZFK1/TjQrJ0+IlMFtCjwml+nxSe
        XTxTDfJXPfbXXm64vbgPWvZwOxF3SyvT4a9hPmKgncpHV84ZZ1nC32WU6zZctwb3C5mhkEEQBEEQBDERHDzZdVrfmo7jO04LTozLsLCpfQpb
        fd+BtzlnGfK/2Hth/nrx6/aPVx/Kqs7l5zJtKEEQBEFMAKIeWYzrg7zQw5hcj0zqkKL+WMaa3Qas52C9jwXKuP6o8fpjXFdkZawgye8dqHXF
        PNYVGRiwCCZ03U74eAyurrBoZDEunSbjhLRWk9/JPJeiefa77eDlCPMYqXm0EfYnqcuOuz813B/rn++P/pf2h2p+BEEQk8v2Zu0OS6Vl9Xnl
        oZL/xesjj7r1zuNU3hP2ByDnBtVecDRHe08QBEEQBEEQBEEQ/4s/PBr0Oxg4AAA=
        """);

    internal static byte[] BerkeleyNew { get; } = Unpack(
        """
        H4sIAAAAAAACA+2YzWsTQRjGn5nZDWGzabYh2thLE1H0oGClGBAhbRPTUIWABxFEszENaYibBk0xVbAHTx6kFb0UPAhaPCjqwYNe9aYX/wLB
        eupNLx68VCY7025i0mr9wMP8IDuZnfedeebZmVnYm9l0JmgMGszvh2RNkIu69UPi/uPx6pVcNn2Kxr6sBKveX5OGvYkSg4IAvhBAoE0VGoU3
        cojj+DN8e3V0ZjuSolxS8GKh0agUS7GKUyiXThPR57HfkzR68MmnHpIsC6hqbtiwCHcF8ZaXenuLeQBgCMGEBpScqXz50sxsPd+Yq5dg+QG3
        oxgo+GTafF6Vc2FuceGOryUp3ikJhOwBKCWEtmegs84iIP2xofVRB/wYmAegUxAWCJgglJCWEh7hDwMaBSOUaszQZSeL+O/4MLlwKzOWTYP0
        GXLOcaG3uHp9KTOWHgdZn4HYJTvdq6j1t66vl3Y/6+lyBKBkw2Xa5mpSdDuKkQBG1phw1eAuMrJPjGKJnB1hbnHnwjaP8GelI8IbawWnhF1x
        0sqxxPrg4uVaSYg++X8zwTN9buZsrdK43DNV96S2prD3J11+MfQgk0tlT3TflHLlVpzhnDD66/zywlZmsq5LdHMzE+JMi/4FM9n2zdR+xcz9
        j94tczO7a98w8/A9cdaceft+EgrFjzTPF+3p52Xbrtv2NFb0PoRT9D6/W6/buBGwB2F+Jrdl+LXI04mPV+8mJ1K5k8RzKMn3jSznOs458WrD
        2VreOefZsjK+Cc8+6BIvWQypR6ZQKBQKhUKhUCgUCsW/Rn4PcMuHye9+9+psTxgAAA==
        """);

    internal static byte[] TwoImages { get; } = Unpack(
        """
        H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwrsOFD5MPkEKM0IpTug9AommDgjWE4CKi4INR9dXUiQqytI9X80ALPHgAVCKzCMgpEI
        PFwdA0B0BCw9QOkTTKjqMnMT01PjUxJLEiH83MTibBBdnJyYp1CcWZWKll41CNjLyMAGUcsI40N0MDJBBGDWM0NpdD4zgwRYq6CCPQMkCzkw
        mHAzmPyHKmBl4ADLMzFBDOSA5hRmRqhyuE8hQAgqDFL88RFvNgNDBl3jIdjP34WRgRnmOAYFZvzqYfm+ghW/Oli+7mAbGemZ8nQlANYqADeC
        g0B6MoBGGRuB9FQwSMID4m5GRkaU/MpIcb4yg4YDB4FwqBhBpesHeyjDARo2UFoASotAaQkHBlB8wCLBAQBto8bIPggAAA==
        """);

    internal static byte[] GrowingChunks { get; } = Unpack(
        """
        H4sIAAAAAAACA+1Vz2sTQRR+M7MJ67bBRa1VT/EhPegmJEUpLr2kbsq2IEqqRUXQtR2bwXaDmylWa/AkqAd7ENGjHopHwX/Bf8Crp4onqyd/
        oYha2c1s2QZEbUMp2A+WZR5v3vveN98wt11nMGPsMZiuQ4wlhVtGc11Q8fs3vljHXKdCs+9fZy4lvxm6LbkxhkGBAKS3AhDQHE96z+MWZWgP
        bs6dCVZDyQwppYamvAk+SlQtpz2UTjw793T1KnnFC72LpM0qfX1QebG2g7tOm5XS28OQfpRLb9yTnpFSHfL/Ssnt6jsQUdrbSgkIOQhAGSFM
        5WrqrzhAazxmzTqBmMt5JqQoENahdwNoFDTCNEK1rKaZxsO4wj3YiJjvP79QLrkOgJ7VTM34Uz5t0eOVGu/lwnyuXBoaAFgeWF3yXfpK5f53
        mMP9+3/rxn0AlBJikZVqx+tW9xEltHLf7sh9jFqEhJcp8l9PWtV4DBsf3+Ye3VmLG301bG7E7Wm6MR6/oFx4dsumG5MoPLk7vH7nS4ACAwM6
        oBMysAO6YCd0wxu2yN6yd+wD+8g+sc/sO/vBfrIlNotHagFHexbjN8DhF4UvpKj5ozyoi5qPNvblD2PDwgHhe8HVCq9PT8pwS2ns8rSoR7kn
        fSHRRrTQ4ZKPyVqANrqlkjOIFh4XM3xyRFyL+lwR47KKNhbzvYd4rlhEC6tcTFRlMtZQm8Kyp9DGKUwETkeBRmO9b86mVn+PX4sukRqICgAA
        """);

    internal static byte[] ManyMembers { get; } = Unpack(
        """
        H4sIAAAAAAACA+2aW0hcRxjHvznn7Lq7uu7NTVKrqcbYmluzJkaN7apsNsuCShfdhtLSYsCCTWzjgwkmhRAfAoaUUhRMpNIWCu1iSRGSVmmR
        hNjkwRAMAUGMlfSSGsiLCYQk9JLizPnmbAaEPDjIwH6wnPn/dnbmnP985zJz9lQ8GnO78l26wwEYT83ofYXpkMkr73598Y14tFkruv+7+2D6
        p1vzp/8Qw6UBAbB7AAgYH+7/6OgEdrEXViYG3m0qoLu0VdylC9oGWkPPM6t2moW+LLYdM7dsJwHgOKx69HUV6vRwisXDAUI2AmgaIZpZd7mt
        ngPE6wAwqCoCmwZEdzn8ADoBc5C92GEKlIm84leHZXrjVdibvjued2R6U6SwN9tK1tfK9CaksDeb3j//g0xv6hX2Zn4onFiNfiPJeBRsS/Zm
        A0BbWTJoXv8A72TvjXkXaS37Ui0Pq7VWrNX69vBvsZaWvaCZDZAwwMTSrc4I2+PYGzFHUgc2gunaJmi7oLME7RC0U9AuQWcLOkfQbkHnCtoj
        aK+gfYL2Czog6DxBBwW9RtBrIROZyEQmMpEJNUPm019C4ae/QzOX52R606qwN/caFqpketOpsDf9kxWtMr05obA3jxsHpmLN8QSdOGjWIVgL
        h2F0IriMNbgW9Jw9Gmm/JKabBHpLkT1a7LkSa4lHAcLP1LK2VksJ6IYi/s28uXqYD89u2+EWiSQbY2BranrLCwfJ0rTB2174MvTQIrmQ3A7n
        aLH5x9QeCNDi4ZMjHVBHi5GO9iPQT2cfg56xI3CG0q6ts73wJi2+vnnLOTrqQSi7NjQK/9KZyfSfZyegjtLPP56bgJu0ePf+gaswToujtd9N
        wweMPu2ahU20sakn7b/CZkpT3TN/0ClPEHprT9+BBdruyGDJA0hS2rBv+D+6SBqEztaLn2buncvP4BtjdLLMgnnKE4q5zdOSjZmOklltoGQD
        ZkPJ3OdNszTJSr8UBIGv47Nxd6JkGeFCyYY3GyXLohyULC3dfJ2Iyly+z1R6ULK85Kczy3kfSpb3fpQsnwMo2akQGuy/nnmmep7r/2cKX//X
        PCmdl+nNVwp786j8y1GZ3owo7M0cvFYm05tLCnvzreEZl+nNDYW9GftiaEimN7cV9qanJrUg05tFhb05Rh6OSH0L71TXm8kr3TNS38Ir7M1x
        cm+/1LfwCnsTqL9GpL6FV/mc+qbm51g8GuF/UaJLIn//tED4PFBrC/WZM0hiEA7Lv9cQcrPadkzqCHUOd/5lIDQ4rNDsCG0c7kIPiWHnsLLA
        hzCLw6pqP0IHh9XJAEInh7uTLyDECajeVh7qzEeabdHyT15EmmPRHakCpG6L7vylEGmuRStur0fqseiuf15C6rVo5bpipD6LVlVsQOq3aHWi
        BGnAors7Nq5ADvwPiyjdZ4gnAAA=
        """);

    private static byte[] Unpack(string text)
    {
        using var packed = new GZipStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }
}
