namespace Arise.Tests.Architecture;

/// <summary>
/// The picture of the house as data. A room may use rooms that stand above it, never one below; a room that knows no
/// atoms may use only others that know none. docs/explanation/architecture.md shows what is here.
/// </summary>
internal static class Rooms
{
    /// <summary>All rooms of the library, the foundations first.</summary>
    public static IReadOnlyList<Room> All { get; } =
    [
        new("", "what every room shares: progress, threads, the base of all errors", false),
        new("Numerics", "matrix kernels, random numbers that are values, special functions", false),
        new("Files", "npz, safetensors, JSON conventions, replacement of files in one step", false),
        new("Clustering", "HDBSCAN and the neighbors of vectors", false),
        new("Embedding", "UMAP", false),
        new("Networks", "the Bayesian network: forward pass, dropout, uncertainty", false),
        new("Networks.Convolution", "a network of convolutions: a number for every pixel", false),
        new("Networks.Models", "what a trained model is: weights, labels, calibration, card", false),
        new("Reporting.Figures", "figures as SVG, PNG and PDF", false),
        new("Training", "what trains a network: Adam, trainer, checkpoints", false),
        new("Databases", "one connection to an SQLite file", false),
        new("Structures", "atoms, lattices, elements, neighbor search", true),
        new("Structures.Symmetry", "space groups and symmetry operations", true),
        new("Structures.Formats", "one reader or writer per file format", true),
        new("Microscopy", "an image, and the atoms found in it", true),
        new("Microscopy.Formats", "images in files of microscopes and cameras", true),
        new("Microscopy.Pixels", "blur, noise and filters of an image", true),
        new("Microscopy.Lattices", "how far atoms are apart, before any is found", true),
        new("Microscopy.Preparation", "an image made ready for finding atoms", true),
        new("Microscopy.Finders", "a ready image in, the positions of its atoms out", true),
        new("Microscopy.Quality", "dose, sharpness and drift of an image", true),
        new("Descriptors", "nearest-neighbor distance, averaged SOAP", true),
        new("Environments", "the environment of every atom, described and classified", true),
        new("Baselines", "the methods of others: neighbor analyses, bond angles, centrosymmetry", true),
        new("Baselines.TemplateMatching", "the ideal crystal that fits the neighbors of an atom best", true),
        new("Baselines.SpaceGroups", "space groups by the system's spglib", true),
        new("Prototypes", "the structural classes", true),
        new("Defects", "what happens to crystals: vacancies, displacements, strain", true),
        new("Synthesis", "test objects with a known answer", true),
        new("Recognition", "a structure in, its classification out", true),
        new("Explanation", "a class laid over a sample: what fits and what differs", true),
        new("Labeling", "a sample in, the class of every atom out", true),
        new("Comparison", "several methods asked of the same atoms", true),
        new("Mapping", "a sample in, the classification of every box out", true),
        new("Exploration", "clusters and embeddings of what the network sees in a map", true),
        new("Reporting", "tables and JSON that other programs open", true),
        new("Reporting.Maps", "figures, volumes and summaries of maps", true),
        new("Reporting.Labels", "labeled trajectories, tables and figures of labels", true),
        new("Reporting.Imaging", "atoms of images: tables, overlays, contact sheets", true),
        new("Reporting.Comparisons", "atoms, tables and figures of compared methods", true),
        new("Reporting.Exploration", "figures, tables and summaries of explorations", true),
        new("Reporting.Explanations", "figures, sites and numbers of explanations", true),
        new("Sharding", "the parts of a run, made anywhere and put together; how results came about", true),
        new("Screening", "very many structures in, a database of what they are out", true),
        new("Dynamics", "molecular dynamics of simple matter", true),
        new("Imaging", "simulated images whose atoms are known", true),
        new("AtomFinding", "the training of networks that find atoms in images", true),
        new("Samples", "atoms of which each one's class is known", true),
        new("Datasets", "rows to train and to test with", true),
        new("Tuning", "the search for better settings of training", true),
        new("Calibration", "how new a structure must be to be refused", true),
        new("Evaluation", "how good a model is", true),
        new("Benchmarking", "how good the methods of others are beside ours", true),
        new("Extension", "new classes for a trained model", true),
        new("Reproduction", "the published study in one call", true),
    ];
}
