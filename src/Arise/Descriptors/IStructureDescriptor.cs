using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>Turns a structure into the numbers that a network classifies. Any number of threads may use one.</summary>
internal interface IStructureDescriptor
{
    /// <summary>Number of components.</summary>
    int Length { get; }

    /// <summary>Describes a structure.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="vector">Receives <see cref="Length"/> components; zeros where there is no pair of atoms.</param>
    /// <returns>
    /// The lengths it was scaled by: of each pair of species, or one for all pairs (as if of one species).
    /// </returns>
    /// <exception cref="DescriptorException">Two atoms stand at one place, or the cell is of no crystal.</exception>
    SpeciesPairDistances Compute(AtomicStructure structure, Span<float> vector);
}
