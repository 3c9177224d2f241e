namespace Arise.Microscopy;

/// <summary>Where an atom may be.</summary>
/// <param name="X">Column, pixels; whole numbers are centers of pixels.</param>
/// <param name="Y">Row, pixels.</param>
/// <param name="Confidence">Probability that an atom is there, 0 to 1.</param>
public readonly record struct AtomCandidate(double X, double Y, double Confidence);
