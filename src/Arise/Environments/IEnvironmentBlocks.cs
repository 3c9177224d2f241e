namespace Arise.Environments;

/// <summary>Takes what a sweep computes, in blocks of up to 32 atoms. Each worker has its own.</summary>
internal unsafe interface IEnvironmentBlocks
{
    /// <summary>Where the spectra of the next block go: [component, 32].</summary>
    float* Spectra { get; }

    /// <summary>Means per component that are subtracted from the unit vectors.</summary>
    float* Means { get; }

    /// <summary>Factors per component that follow.</summary>
    float* Scales { get; }

    /// <summary>A block is complete; its lanes are these atoms.</summary>
    void Accept(ReadOnlySpan<int> atoms);
}
