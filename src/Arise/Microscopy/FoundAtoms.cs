using System.Collections.Immutable;

namespace Arise.Microscopy;

/// <summary>The atoms of an image, and how they were found.</summary>
public sealed record FoundAtoms
{
    /// <summary>The atoms in the order of rows, then columns.</summary>
    public required ImmutableArray<FoundAtom> Atoms { get; init; }

    /// <summary>Pixels per row of the image.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the image.</summary>
    public required int Height { get; init; }

    /// <summary>Side of a pixel in Angstrom; null where it is not known.</summary>
    public double? PixelSize { get; init; }

    /// <summary>Median distance of nearest atoms, pixels.</summary>
    public required double Spacing { get; init; }

    /// <summary>What found them: "classical", "network".</summary>
    public required string Finder { get; init; }

    /// <summary>Why that was chosen, a clause.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether atoms are dark in the image.</summary>
    public bool IsInverted { get; init; }

    /// <summary>Whether the image shows the planes of a lattice.</summary>
    public bool HasLattice { get; init; }

    /// <summary>Share of the image where atoms can be seen.</summary>
    public double UsableShare { get; init; }

    /// <summary>Share of the pixels that are as bright as they can be.</summary>
    public double SaturatedShare { get; init; }

    /// <summary>Height of an atom over the noise of a single pixel (of the blocks that were averaged).</summary>
    public double SignalToNoise { get; init; }

    /// <summary>Pixels per side of the blocks that were averaged.</summary>
    public int Block { get; init; } = 1;
}
