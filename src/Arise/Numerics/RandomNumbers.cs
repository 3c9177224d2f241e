namespace Arise.Numerics;

/// <summary>
/// Randomness as a value: number <c>index</c> of stream <see cref="Stream"/> under <see cref="Seed"/>, always the
/// same, in any order and on any thread. Built on Philox4x32-10 (doi:10.1145/2063384.2063405): the key is the
/// seed, the counter is (index, stream).
/// </summary>
/// <remarks>
/// Bits, uniform numbers and integers are the same on every platform. The last digit of a normal number may differ
/// between platforms, because logarithm, sine and cosine are those of the platform.
/// </remarks>
/// <param name="Seed">Chooses the whole family of numbers.</param>
/// <param name="Stream">Separates uses: one stream per structure, layer or purpose. Streams do not overlap.</param>
internal readonly record struct RandomNumbers(ulong Seed, ulong Stream)
{
    /// <summary>64 random bits.</summary>
    public ulong Bits(ulong index)
    {
        (uint x0, uint x1, uint x2, uint x3) = Block(index >> 1);
        return (index & 1) == 0 ? x0 | ((ulong)x1 << 32) : x2 | ((ulong)x3 << 32);
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double Uniform(ulong index) => (Bits(index) >> 11) * 1.1102230246251565e-16;

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(ulong index, double low, double high) => low + ((high - low) * Uniform(index));

    /// <summary>
    /// Normal with mean 0 and standard deviation 1 (Box, Muller, Ann. Math. Stat. 29, 610 (1958)): numbers 2i and
    /// 2i + 1 are the two of one pair and draw on the bits 2i and 2i + 1. Its last digit may differ between platforms.
    /// </summary>
    public double Normal(ulong index)
    {
        ulong pair = index & ~1UL;
        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(pair)));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * Uniform(pair + 1));
        return radius * ((index & 1) == 0 ? cos : sin);
    }

    /// <summary>The normal numbers with indices <paramref name="pair"/>, which is even, and the next one.</summary>
    public (double First, double Second) NormalPair(ulong pair)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(pair)));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * Uniform(pair + 1));
        return (radius * cos, radius * sin);
    }

    /// <summary>Uniform integer in [0, <paramref name="bound"/>); the bias of bound / 2^64 is below notice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Below(ulong index, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Bits(index), (ulong)bound, out _);
    }

    /// <summary>Puts the items in random order (Fisher and Yates); draws numbers 0 .. length - 2.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below((ulong)(items.Length - 1 - last), last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private (uint X0, uint X1, uint X2, uint X3) Block(ulong block) =>
        Philox4x32.Words((uint)block, (uint)(block >> 32), (uint)Stream, (uint)(Stream >> 32), Seed);
}
