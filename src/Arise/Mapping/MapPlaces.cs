using Arise.Numerics;

namespace Arise.Mapping;

/// <summary>
/// Where atoms are cut out of a sample: the boxes of a grid (<see cref="BoxGrid"/>), or a sphere around every atom.
/// Places have numbers from 0.
/// </summary>
public abstract record MapPlaces
{
    /// <summary>Number of places.</summary>
    public abstract int Count { get; }

    /// <summary>Lengths of a box along x, y and z; of a sphere its diameters. Angstrom.</summary>
    public abstract Vector3D Edge { get; }

    /// <summary>The middle of a place, Angstrom.</summary>
    public abstract Vector3D Center(int place);

    /// <summary>Whether boxes reach across the periodic boundary along an axis: 0 is x, 1 is y, 2 is z.</summary>
    public bool Wraps(int axis) => Reach(axis).Period > 0;

    /// <summary>Where a box begins along each axis, Angstrom.</summary>
    internal abstract Vector3D Corner(int place);

    /// <summary>
    /// Where along an axis the first box begins and the last ends, and the length after which the sample repeats, 0
    /// when it does not. Angstrom.
    /// </summary>
    internal abstract (double Low, double High, double Period) Reach(int axis);
}
