using System.CommandLine;
using Arise.Studies.Clustering;
using Arise.Studies.Embedding;
using Arise.Studies.Families;
using Arise.Studies.Labeling;
using Arise.Studies.Mapping;
using Arise.Studies.Microscopy;
using Arise.Studies.Networks;
using Arise.Studies.Recognition;

return new RootCommand("Accuracy and scale of Arise: the numbers that its documentation quotes.")
{
    AgreementStudy.Command(),
    RobustnessStudy.Command(),
    NoveltyStudy.Command(),
    OverlapStudy.Command(),
    LabelStudy.Command(),
    FamilyStudy.Command(),
    PredictionModeStudy.Command(),
    AtomFinderStudy.Command(),
    MapSpeedStudy.Command(),
    ScaleStudy.Command(),
    ClusterScaleStudy.Command(),
    EmbeddingStudy.Command(),
}.Parse(args).Invoke();
