using Arise.Numerics;

namespace Arise.Explanation;

/// <summary>A neighbor of an atom of the cell.</summary>
/// <param name="Site">Where it is when the atom is in the cell at the origin.</param>
/// <param name="Step">The vector to it, Angstrom.</param>
internal readonly record struct SiteNeighbor(Site Site, Vector3D Step);
