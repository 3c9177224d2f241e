using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// The masks of prediction: in each 64 passes a unit is absent equally often, at random places. Every pass on its own
/// drops each unit with exactly the given probability, as independent masks do, but means over passes have less noise.
/// </summary>
/// <remarks>
/// In passes 64 b .. 64 b + 63 a unit is absent n times, n = 64 dropout rounded at random to one of its neighbors.
/// The random words are those of Philox4x32-10 with counters (0, 1, 2, ..., unit, 256 layer + use, b) and the seed as
/// key: the first rounds n, each later one gives five 6-bit places, low bits first, of which those not yet taken
/// count. Where more than half of the passes are absent, the places are those of the present ones. A mask depends on
/// seed, pass, layer and unit alone, so no answer depends on batches, threads or other structures; all structures of a
/// seed share their masks.
/// </remarks>
internal static class BalancedDropout
{
    /// <summary>Passes in which a unit is absent equally often.</summary>
    public const int Period = 64;

    // Apart from the layer; the upper byte of the block is zero (RandomStreams.PredictionMasks).
    private const uint Layers = 0xD2;
    private const int PlaceBits = 6;
    private const int PlacesPerWord = 5;

    /// <summary>
    /// Fills the words of one layer for 64 passes: bit j of <paramref name="first"/>[unit] is set where the unit is
    /// present in pass 64 <paramref name="block"/> + j, and bit j of <paramref name="second"/>[unit] for the 32 passes
    /// that follow.
    /// </summary>
    public static void Fill(Span<uint> first, Span<uint> second, double dropout, ulong seed, int layer, uint block)
    {
        double mean = Period * dropout;
        int fewest = (int)Math.Floor(mean);
        double moreBelow = (mean - fewest) * 4294967296.0;
        for (int unit = 0; unit < first.Length; unit++)
        {
            ulong present = Present(fewest, moreBelow, seed, layer, unit, block);
            (first[unit], second[unit]) = ((uint)present, (uint)(present >> 32));
        }
    }

    private static ulong Present(int fewest, double moreBelow, ulong seed, int layer, int unit, uint block)
    {
        var (x0, x1, x2, x3) = Philox4x32.Words(0, (uint)unit, (256 * (uint)layer) + Layers, block, seed);
        int absent = fewest + (x0 < moreBelow ? 1 : 0);
        bool placesAreAbsent = absent <= Period / 2;
        int wanted = placesAreAbsent ? absent : Period - absent;
        ulong places = 0;
        int taken = 0;
        for (uint word = 1, counter = 0; ; word++)
        {
            if (word == 4)
            {
                (word, counter) = (0, counter + 1);
                (x0, x1, x2, x3) = Philox4x32.Words(counter, (uint)unit, (256 * (uint)layer) + Layers, block, seed);
            }

            uint bits = word switch { 0 => x0, 1 => x1, 2 => x2, _ => x3 };
            for (int k = 0; k < PlacesPerWord; k++, bits >>= PlaceBits)
            {
                if (taken == wanted)
                    return placesAreAbsent ? ~places : places;
                ulong place = 1ul << (int)(bits % Period);
                taken += (places & place) == 0 ? 1 : 0;
                places |= place;
            }
        }
    }
}
