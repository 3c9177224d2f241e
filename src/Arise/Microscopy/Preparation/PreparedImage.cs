namespace Arise.Microscopy.Preparation;

/// <summary>An image made ready, and what was seen on the way.</summary>
internal sealed class PreparedImage
{
    /// <summary>The image for the finders.</summary>
    public required FlatImage Flat { get; init; }

    /// <summary>
    /// Intensities above the hollows between atoms, atoms bright, in units of the image: [row, column] of the pixels of
    /// <see cref="Flat"/>.
    /// </summary>
    public required float[] Intensities { get; init; }

    /// <summary>How far the hollows are below the background, in units of the image; not negative.</summary>
    public required double HollowDepth { get; init; }

    /// <summary>Side of the blocks of pixels that became one pixel.</summary>
    public required int Block { get; init; }

    /// <summary>Whether the spectrum has the spots of a lattice.</summary>
    public required bool HasLattice { get; init; }

    /// <summary>
    /// Whether the spectrum shows no order of atoms, and single pixels have no noise of their own: all may be noise
    /// that software has smoothed.
    /// </summary>
    public required bool MayBeSmoothed { get; init; }

    /// <summary>Whether atoms are dark in the image.</summary>
    public required bool IsInverted { get; init; }

    /// <summary>Share of the image that tells of atoms.</summary>
    public required double UsableShare { get; init; }

    /// <summary>Share of the pixels that are as bright as the image can be.</summary>
    public required double SaturatedShare { get; init; }
}
