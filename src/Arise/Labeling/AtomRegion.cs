namespace Arise.Labeling;

/// <summary>
/// A connected region of one class, or a planar fault in an fcc crystal: one or two layers of atoms in hcp order are no
/// phase.
/// </summary>
/// <param name="Kind">
/// <see cref="Region"/>, <see cref="TwinPlane"/>, <see cref="IntrinsicFault"/> or <see cref="ExtrinsicFault"/>.
/// </param>
/// <param name="ClassLabel">Class of the region; of a fault, that of the crystal around it.</param>
/// <param name="Atoms">Number of atoms of the class; of a fault, of atoms in its hcp layers.</param>
/// <param name="Volume">
/// Volume of a region, cubic Angstrom: that of the ideal crystal with the mean distance of neighbors in the region. NaN
/// for a fault and for classes without a volume (layers, tubes).
/// </param>
/// <param name="Area">Area of a fault, square Angstrom; NaN for a region.</param>
public sealed record AtomRegion(string Kind, string ClassLabel, int Atoms, double Volume, double Area)
{
    /// <summary>Atoms of one class, linked by steps to neighbors.</summary>
    public const string Region = "region";

    /// <summary>One hcp layer between two fcc crystals, mirror images of each other.</summary>
    public const string TwinPlane = "coherent twin plane";

    /// <summary>Two hcp layers side by side: a layer of fcc is missing.</summary>
    public const string IntrinsicFault = "intrinsic stacking fault";

    /// <summary>Two hcp layers with an fcc layer between: there is a layer too many.</summary>
    public const string ExtrinsicFault = "extrinsic stacking fault";
}
