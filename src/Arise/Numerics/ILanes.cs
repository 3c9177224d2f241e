namespace Arise.Numerics;

/// <summary>
/// What a kernel needs of a vector of floats, so that it is written once for 128, 256 and 512 bits. Every operation
/// works lane by lane and rounds as IEEE 754 says, so that results do not depend on the width.
/// </summary>
/// <typeparam name="TVector">The vector type.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats per vector.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the processor has 32 vector registers of this width, not 16: the tile may be taller.</summary>
    static abstract bool HasManyRegisters { get; }

    /// <summary>Reads consecutive floats.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes consecutive floats.</summary>
    static abstract void Store(TVector value, float* destination);

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>a b + c with one rounding.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>
    /// scale max(value, 0) in the lanes i whose bit i is set in <paramref name="kept"/>, 0 elsewhere.
    /// </summary>
    static abstract TVector Rectify(TVector value, TVector scale, uint kept);

    /// <summary>Whether a lane of either vector differs from zero.</summary>
    static abstract bool AnyNonZero(TVector a, TVector b);
}
