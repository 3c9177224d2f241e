using Arise.Numerics;

namespace Arise.Training;

/// <summary>The random streams of training: one per use, so that none depends on how much another one draws.</summary>
internal static class TrainingRandomness
{
    /// <summary>Split of one class.</summary>
    public static RandomNumbers Split(ulong seed, int label) => new(seed, Use(1, label));

    /// <summary>Initial weights of one layer.</summary>
    public static RandomNumbers InitialWeights(ulong seed, int layer) => new(seed, Use(2, layer));

    /// <summary>Order of the rows in one epoch.</summary>
    public static RandomNumbers Order(ulong seed, int epoch) => new(seed, Use(3, epoch));

    // The upper word is the use; dropout masks have 0xD0 and 0xD1 there (DropoutWords).
    private static ulong Use(ulong use, int index) => (use << 32) | (uint)index;
}
