-- The four criteria of the region's call of 2013, with their weights there. The rubrics are this service's proposal.
insert into calls.criteria_templates (id, name, description, criteria, version)
values (
    '0140d7c0-1c00-7000-8000-000000000001',
    'Social innovation, Lorraine 2013',
    'The four criteria of the call of 2013. The rubrics are a proposal: change them to what your call means.',
    '[
  {
    "code": "stakeholders",
    "title": "Stakeholder involvement during the phases of the project",
    "weight": 30,
    "scaleMinimum": 0,
    "scaleMaximum": 5,
    "levels": [
      {
        "mark": 0,
        "name": null,
        "text": "Nobody concerned takes part."
      },
      {
        "mark": 1,
        "name": null,
        "text": "Those concerned are informed."
      },
      {
        "mark": 2,
        "name": null,
        "text": "Those concerned are heard once."
      },
      {
        "mark": 3,
        "name": null,
        "text": "Those concerned are heard at each phase."
      },
      {
        "mark": 4,
        "name": null,
        "text": "Those concerned decide in part of the phases."
      },
      {
        "mark": 5,
        "name": null,
        "text": "Those concerned decide together in all phases."
      }
    ],
    "eliminatoryMinimum": null,
    "isCommentRequired": false,
    "method": "mean"
  },
  {
    "code": "effects",
    "title": "Positive effects",
    "weight": 30,
    "scaleMinimum": 0,
    "scaleMaximum": 5,
    "levels": [
      {
        "mark": 0,
        "name": null,
        "text": "No effect is named."
      },
      {
        "mark": 1,
        "name": null,
        "text": "Effects are named and not shown."
      },
      {
        "mark": 2,
        "name": null,
        "text": "An effect is shown for few people."
      },
      {
        "mark": 3,
        "name": null,
        "text": "Effects are shown and measured for the people concerned."
      },
      {
        "mark": 4,
        "name": null,
        "text": "Effects are measured, for the territory too."
      },
      {
        "mark": 5,
        "name": null,
        "text": "Effects are measured, lasting, and go beyond the territory."
      }
    ],
    "eliminatoryMinimum": null,
    "isCommentRequired": false,
    "method": "mean"
  },
  {
    "code": "scaling",
    "title": "Will to develop the project at a larger scale",
    "weight": 20,
    "scaleMinimum": 0,
    "scaleMaximum": 5,
    "levels": [
      {
        "mark": 0,
        "name": null,
        "text": "The project is to stay as it is."
      },
      {
        "mark": 1,
        "name": null,
        "text": "Growth is wished for."
      },
      {
        "mark": 2,
        "name": null,
        "text": "A next place or public is named."
      },
      {
        "mark": 3,
        "name": null,
        "text": "There is a plan with means for a next place."
      },
      {
        "mark": 4,
        "name": null,
        "text": "The plan has partners and a date."
      },
      {
        "mark": 5,
        "name": null,
        "text": "The project grows already and others can copy it."
      }
    ],
    "eliminatoryMinimum": null,
    "isCommentRequired": false,
    "method": "mean"
  },
  {
    "code": "risk",
    "title": "Risk-taking and experimentation",
    "weight": 20,
    "scaleMinimum": 0,
    "scaleMaximum": 5,
    "levels": [
      {
        "mark": 0,
        "name": null,
        "text": "Nothing is tried that is not common."
      },
      {
        "mark": 1,
        "name": null,
        "text": "A known practice is adapted."
      },
      {
        "mark": 2,
        "name": null,
        "text": "Something new is tried without a way to learn from it."
      },
      {
        "mark": 3,
        "name": null,
        "text": "Something new is tried and evaluated."
      },
      {
        "mark": 4,
        "name": null,
        "text": "Something new is tried with own money at risk, and evaluated."
      },
      {
        "mark": 5,
        "name": null,
        "text": "Something nobody has tried is tried with own money at risk, evaluated and shared."
      }
    ],
    "eliminatoryMinimum": null,
    "isCommentRequired": false,
    "method": "mean"
  }
]',
    1
)
on conflict do nothing;
