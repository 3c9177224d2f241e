using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>A fully occupied atom site of a CIF.</summary>
/// <param name="Row">Its row in the table of the sites.</param>
/// <param name="Element">Its element; deuterium and tritium are hydrogen.</param>
/// <param name="Coordinates">Fractional or Cartesian coordinates, whichever the block lists.</param>
/// <param name="Line">Its line in the file.</param>
internal readonly record struct CifSite(int Row, ChemicalElement Element, Vector3D Coordinates, long Line);
