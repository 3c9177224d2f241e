using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Prototypes;

/// <summary>Displacements of the atoms of a cell that keep its symmetry: one free coordinate of the crystal.</summary>
/// <param name="Name">The species and number of the orbit and the direction: "O1 z".</param>
/// <param name="Field">
/// Displacement of each atom, Cartesian; the largest has length 1, and the mean of all is zero.
/// </param>
internal sealed record FamilyDisplacement(string Name, ImmutableArray<Vector3D> Field);
