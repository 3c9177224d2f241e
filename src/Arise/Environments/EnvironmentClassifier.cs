using Arise.Networks.Models;
using Arise.Structures;

namespace Arise.Environments;

/// <summary>Environments of all atoms of a structure, classified by a network. Any number of threads may use one.</summary>
internal sealed class EnvironmentClassifier
{
    /// <summary>A classifier with a model of environments.</summary>
    /// <exception cref="Descriptors.DescriptorException">The model takes another descriptor.</exception>
    public EnvironmentClassifier(BayesianNetwork network) => Network = network;

    /// <summary>The model; the last class is "none".</summary>
    public BayesianNetwork Network { get; }

    /// <summary>Classifies every atom; probabilities are those of the allowed classes alone, renormalized.</summary>
    /// <param name="structure">Atoms with their cell; their species tell which are alike.</param>
    /// <param name="allowed">Per class of the model, whether it may be an answer.</param>
    /// <param name="results">Arrays of one entry per atom, filled.</param>
    /// <param name="threads">Threads, 0 for one per processor; the results do not depend on it.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Classify(
        AtomicStructure structure,
        ReadOnlySpan<bool> allowed,
        EnvironmentAnswers results,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
