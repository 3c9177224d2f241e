using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Which units are kept in training, for 32 samples at a time: one word per unit, bit j for sample 32 block + j. A bit
/// depends on seed, use, pass, layer and unit alone, so no answer depends on batches or threads.
/// </summary>
/// <remarks>
/// Pass 32 b + 8 j + i takes word j of the Philox4x32-10 block with counter (8 b + i, unit, layer, use) and the
/// seed as key; the unit is kept where that word is at least dropout x 2^32.
/// </remarks>
internal static unsafe class DropoutWords
{
    /// <summary>The use of masks in training.</summary>
    public const uint Training = (uint)RandomStreams.TrainingMasks << 24;

    /// <summary>Fills the words of one layer.</summary>
    /// <param name="words">One word per unit.</param>
    /// <param name="dropout">Probability that a unit is dropped.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="use">Separates training from prediction.</param>
    /// <param name="layer">0 for the input, 1 for the first hidden layer, and so on.</param>
    /// <param name="block">Passes 32 block .. 32 block + 31.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(Span<uint> words, double dropout, ulong seed, uint use, int layer, uint block)
    {
        if (dropout == 0)
        {
            words.Fill(uint.MaxValue);
            return;
        }

        Vector512<long> highestDropped = Vector512.Create((long)Math.Ceiling(dropout * 4294967296.0) - 1);
        Vector512<ulong> counters = Vector512<ulong>.Indices + Vector512.Create((ulong)block * 8);
        for (int unit = 0; unit < words.Length; unit++)
        {
            var (x0, x1, x2, x3) = Philox4x32.Words(counters, (uint)unit, (uint)layer, use, seed);
            words[unit] = Kept(x0) | (Kept(x1) << 8) | (Kept(x2) << 16) | (Kept(x3) << 24);
        }

        uint Kept(Vector512<ulong> word) =>
            (uint)Vector512.GreaterThan(word.AsInt64(), highestDropped).ExtractMostSignificantBits();
    }
}
