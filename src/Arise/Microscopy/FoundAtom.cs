namespace Arise.Microscopy;

/// <summary>One atom, or column of atoms, of an image.</summary>
/// <param name="X">Column, pixels of the image; whole numbers are centers of pixels.</param>
/// <param name="Y">Row, pixels of the image.</param>
/// <param name="Intensity">Height of its Gaussian above the hollows, in units of the image.</param>
/// <param name="Width">Standard deviation of its Gaussian, pixels.</param>
/// <param name="Confidence">Probability that an atom is there, 0 to 1.</param>
/// <param name="PositionError">Standard error of X, and of Y, pixels.</param>
public readonly record struct FoundAtom(
    double X, double Y, double Intensity, double Width, double Confidence, double PositionError);
