namespace Arise.Imaging;

/// <summary>An atom of a simulated image.</summary>
/// <param name="X">Column, pixels; may lie outside the image.</param>
/// <param name="Y">Row, pixels.</param>
/// <param name="Weight">Integrated intensity; the brightest kind of a pristine lattice has 1.</param>
/// <param name="IsVisible">Whether nothing thick or saturated covers it.</param>
internal readonly record struct SimulatedAtom(double X, double Y, double Weight, bool IsVisible);
