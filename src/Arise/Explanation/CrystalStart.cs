namespace Arise.Explanation;

/// <summary>A guess of how a crystal lies around an atom.</summary>
/// <param name="Placement">Where it lies.</param>
/// <param name="SiteAtom">The atom of the cell on whose site (in the cell at the origin) the atom stands.</param>
/// <param name="Atom">The atom of the sample.</param>
/// <param name="Score">How well the surroundings fit, up to 1.</param>
internal readonly record struct CrystalStart(Placement Placement, int SiteAtom, int Atom, double Score);
