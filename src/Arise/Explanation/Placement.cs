using Arise.Numerics;

namespace Arise.Explanation;

/// <summary>How a crystal lies in space: a site at p stands at F p + t.</summary>
/// <param name="Gradient">The deformation gradient F: rotation, size and strain.</param>
/// <param name="Origin">Where the origin of the cell is, t, Angstrom.</param>
internal readonly record struct Placement(Matrix3 Gradient, Vector3D Origin)
{
    /// <summary>Where a point of the crystal is in the sample.</summary>
    public Vector3D Apply(Vector3D p) => Gradient.Apply(p) + Origin;
}
