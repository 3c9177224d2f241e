namespace Arise.Mapping;

/// <summary>What is cut out of a sample at each place.</summary>
public enum MapShape
{
    /// <summary>A box, faces included.</summary>
    Box,

    /// <summary>The ellipsoid inside the box that touches its faces, surface included; of a cube the sphere.</summary>
    Sphere,

    /// <summary>Such a sphere around every atom, without a grid: one prediction per atom, its own.</summary>
    Atoms,
}
