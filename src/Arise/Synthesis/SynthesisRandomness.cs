using Arise.Numerics;

namespace Arise.Synthesis;

/// <summary>Streams of random numbers for synthetic samples, apart from those of defects and networks.</summary>
internal static class SynthesisRandomness
{
    public static RandomNumbers GrainCenters(ulong seed) => new(seed, Use(0xD1, 0));

    public static RandomNumbers Orientation(ulong seed, ulong grain) => new(seed, Use(0xD2, grain));

    public static RandomNumbers Offset(ulong seed, ulong grain) => new(seed, Use(0xD3, grain));

    public static RandomNumbers Occupation(ulong seed) => new(seed, Use(0xD4, 0));

    // The upper byte is the use, as in the streams of defects (0xE1 and on).
    private static ulong Use(ulong use, ulong number) => (use << 56) | number;
}
