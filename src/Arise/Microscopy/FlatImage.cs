namespace Arise.Microscopy;

/// <summary>
/// An image made ready for finding atoms: slow background removed, atoms bright, gaps filled, scaled to mean 0 and
/// unit standard deviation where there is a lattice.
/// </summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Values">The values [row, column] in C order.</param>
/// <param name="Spacing">Estimated distance of nearest atoms, pixels.</param>
/// <param name="Usable">
/// Which pixels tell of atoms, [row, column]: not those in gaps, saturated or thickly covered areas; null for all.
/// </param>
public sealed record FlatImage(int Width, int Height, float[] Values, double Spacing, bool[]? Usable = null);
