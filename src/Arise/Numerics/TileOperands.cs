namespace Arise.Numerics;

/// <summary>What <see cref="TileKernel"/> multiplies: 8 units by 32 lanes.</summary>
internal unsafe ref struct TileOperands
{
    /// <summary>Packed weights [k, 8].</summary>
    public float* Weights;

    /// <summary>Start value of each of the 8 units.</summary>
    public float* Bias;

    /// <summary>Inputs [k, lane], 32 lanes used per row.</summary>
    public float* Inputs;

    /// <summary>Floats from one input row to the next.</summary>
    public nint InputStride;

    /// <summary>The rows k to sum over, in this order.</summary>
    public int* InputRows;

    /// <summary>Number of rows to sum over.</summary>
    public int Depth;

    /// <summary>Outputs [unit, lane].</summary>
    public float* Output;

    /// <summary>Floats from one output row to the next.</summary>
    public nint OutputStride;

    /// <summary>
    /// Null for the plain sum z. Otherwise one word per unit with a bit per lane, and the output is
    /// Scale max(z, 0) where the bit is set and 0 elsewhere: rectifier and dropout.
    /// </summary>
    public uint* Kept;

    /// <summary>Factor of the rectified output, 1 / (1 - dropout).</summary>
    public float Scale;
}
