using Arise.Microscopy;

namespace Arise.Imaging;

/// <summary>An image and what it shows.</summary>
/// <param name="Image">The intensities.</param>
/// <param name="Atoms">All atoms within the image.</param>
/// <param name="Covered">Pixels [row, column] under what hides the atoms.</param>
/// <param name="Spacing">Nearest distance of the ideal lattice, pixels.</param>
/// <param name="Lattice">The lattice.</param>
/// <param name="Disorder">What breaks its order.</param>
internal sealed record SimulatedImage(
    MicroscopeImage Image,
    IReadOnlyList<SimulatedAtom> Atoms,
    bool[] Covered,
    double Spacing,
    ProjectedLattice Lattice,
    ImageDisorder Disorder);
